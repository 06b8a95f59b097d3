using System.Globalization;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>A validator by its index or by its key. The default value is the validator 0 and valid.</summary>
public readonly record struct ValidatorId
{
    private readonly Optional<G1Bytes> _key;
    private readonly ValidatorIndex _index;

    /// <summary>Names a validator by its index.</summary>
    public ValidatorId(ValidatorIndex index) => _index = index;

    /// <summary>Names a validator by its key.</summary>
    public ValidatorId(G1Bytes key) => _key = new(key);

    /// <summary>Digits of the index, or <c>0x</c> and 96 digits of the key.</summary>
    public static JsonShape<ValidatorId> Shape { get; } = JsonShapes.Text.As(
        static text => TryParse(text, out ValidatorId id)
            ? id
            : throw new FormatException($"'{text}' is neither index nor key of a validator."),
        static id => id.ToString());

    /// <summary>Gets the key, when the validator is named by it.</summary>
    public bool TryGetKey(out G1Bytes key) => _key.TryGet(out key);

    /// <summary>Gets the index, when the validator is named by it.</summary>
    public bool TryGetIndex(out ValidatorIndex index)
    {
        index = _index;
        return !_key.HasValue;
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out ValidatorId id)
    {
        bool isIndex = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong index);
        bool isKey = PathText.IsHex(text, G1Bytes.Size);
        id = isKey ? new(G1Bytes.Parse(text)) : new(new ValidatorIndex(index));
        return isIndex || isKey;
    }

    public override string ToString() => _key.HasValue ? $"{_key.Value}" : $"{_index}";
}

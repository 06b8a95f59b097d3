using System.Globalization;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Fees;

/// <summary>A fee by size, in satoshi for 1,000 virtual bytes.</summary>
/// <remarks>The default value is no fee and valid.</remarks>
public readonly record struct FeeRate(ulong SatoshiPerKilobyte)
{
    private const ulong Kilobyte = 1000;

    /// <summary>The rate at which nodes by default call an output dust: 3 satoshi a virtual byte.</summary>
    public static readonly FeeRate OfDust = new(3000);

    /// <summary>Gives the fee of so many virtual bytes, rounded up.</summary>
    /// <param name="virtualSize">Not negative.</param>
    public Satoshi FeeOf(int virtualSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(virtualSize);
        ulong thousandfold = SatoshiPerKilobyte * (ulong)virtualSize;
        return new((thousandfold / Kilobyte) + (thousandfold % Kilobyte == 0 ? 0UL : 1UL));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{SatoshiPerKilobyte} sat/kvB");
}

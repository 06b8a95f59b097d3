using TrustlessPools.Cryptography.Bls;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Operator.Ceremonies;

/// <summary>What an operator owes the ceremonies now.</summary>
/// <param name="SeedsWanted">Seeds to be drawn and stored before the operator can go on.</param>
/// <param name="Shares">Shares to be stored before the operations are sent; the receiver owns them.</param>
/// <param name="Fences">Fences to be recorded before the operations are sent.</param>
/// <param name="Operations">What is to be posted.</param>
public sealed record Dues(
    IReadOnlyList<SecretName> SeedsWanted,
    IReadOnlyList<KeyValuePair<SecretName, SecretBytes>> Shares,
    IReadOnlyList<PoolFence> Fences,
    IReadOnlyList<Operation> Operations);

/// <summary>
/// A promise to have signed and to sign nothing for a pool with slot or target at or past a boundary, until
/// its attempt has failed.
/// </summary>
/// <param name="Pool">Whose key.</param>
/// <param name="Tenure">The tenure whose member made the promise, by the attempt that made it; no other is
/// bound.</param>
/// <param name="Attempt">The hand-over for which the promise was made, whose failure lifts it.</param>
/// <param name="Boundary">The first slot that is not signed; 0 once the tenure's final report is
/// made.</param>
public sealed record PoolFence(PoolId Pool, Hash32 Tenure, Hash32 Attempt, Slot Boundary)
{
    public static SszContainer<PoolFence> Ssz { get; } = SszContainer.Of<PoolFence>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("tenure", SszTypes.Hash32, static x => x.Tenure)
        .Field("attempt", SszTypes.Hash32, static x => x.Attempt)
        .Field("boundary", SszTypes.Slot, static x => x.Boundary)
        .Build(static v => new(v.Take<PoolId>(), v.Take<Hash32>(), v.Take<Hash32>(), v.Take<Slot>()));
}

/// <summary>Collects dues.</summary>
/// <param name="offered">What was made before and is still offered.</param>
internal sealed class DuesBuilder(IReadOnlyList<Operation> offered)
{
    private readonly List<SecretName> _seeds = [];
    private readonly List<KeyValuePair<SecretName, SecretBytes>> _shares = [];
    private readonly List<PoolFence> _fences = [];
    private readonly List<Operation> _operations = [];

    /// <summary>A stored seed, or null after noting that it is wanted.</summary>
    internal SecretBytes? Seed(Vault vault, SecretName name)
    {
        SecretBytes? seed = vault.Find(name);
        if (seed is null)
        {
            _seeds.Add(name);
        }

        return seed;
    }

    internal void Keep(Vault vault, SecretName name, SecretScalar share)
    {
        if (vault.Find(name) is null)
        {
            _shares.Add(new(name, share.ToSecretBytes()));
        }
    }

    internal void Fence(PoolFence fence) => _fences.Add(fence);

    /// <summary>Posts on what was made before.</summary>
    /// <returns>False when there is no such operation, and it must be made.</returns>
    internal bool PostAgain<T>(Func<T, bool> isMeant)
        where T : Operation
    {
        if (offered.OfType<T>().FirstOrDefault(isMeant) is not { } known)
        {
            return false;
        }

        Post(known);
        return true;
    }

    internal void Post(Operation operation) => _operations.Add(operation);

    internal Dues Build() => new(_seeds, _shares, _fences, _operations);
}

using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Proofs;

/// <summary>A lock as the ledger has it, with the proof that it does.</summary>
/// <param name="Fund">The fund's number.</param>
/// <param name="Sequence">The lock's number in the fund.</param>
/// <param name="Lock">The lock.</param>
/// <param name="Branch">From the lock to the ledger's root.</param>
/// <remarks>Spec: docs/spec/ledger.md#proofs.</remarks>
public sealed record LockProof(uint Fund, uint Sequence, StakeLock Lock, MerkleBranch Branch)
{
    public static SszContainer<LockProof> Ssz { get; } = SszContainer.Of<LockProof>()
        .Field("fund", SszTypes.Number32, static x => x.Fund)
        .Field("sequence", SszTypes.Number32, static x => x.Sequence)
        .Field("lock", StakeLock.Ssz, static x => x.Lock)
        .Field("branch", MerkleBranch.Ssz, static x => x.Branch)
        .Build(static v => new(
            v.Take<uint>(), v.Take<uint>(), v.Take<StakeLock>(), v.Take<MerkleBranch>()));

    /// <summary>The lock's number.</summary>
    public LockId Id => new(new(Fund), Sequence);

    /// <summary>Proves a lock that is there.</summary>
    public static LockProof Make(LedgerState state, LockId id)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(
            id.Fund.Value,
            id.Sequence,
            state.Funds[(int)id.Fund.Value].Locks[(int)id.Sequence],
            LedgerState.BranchOfLock(state, id));
    }

    /// <summary>Why the proof proves nothing about a ledger, or null when it holds.</summary>
    /// <param name="root">The ledger's hash tree root, known from elsewhere.</param>
    public Refusal? Flaw(Hash32 root) => Fund >= LedgerTypes.FundsMax
        ? new("WrongPlace", $"fund {Fund}", $"a fund below {LedgerTypes.FundsMax}")
        : ProofFlaws.Of(LedgerState.IndexOfLock(Id), Branch, StakeLock.Ssz.HashTreeRoot(Lock), root);
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Operator.Duties;

/// <summary>What a committee signs together. The numbers are frozen.</summary>
public enum DutyKind
{
    /// <summary>An attestation, agreed on by consensus.</summary>
    Attestation = 0,

    /// <summary>A deposit, whose content follows from the chain.</summary>
    Deposit = 1,
}

/// <summary>Names a duty of a committee, so that a signature or vote for one counts for no other.</summary>
/// <param name="Pool">Whose key.</param>
/// <param name="Tenure">The attempt that made the committee's shares.</param>
/// <param name="Kind">What is signed.</param>
/// <param name="Slot">The slot of an attestation; 0 for the first deposit and 1 for the rest.</param>
public sealed record DutyId(PoolId Pool, Hash32 Tenure, DutyKind Kind, Slot Slot) : IComparable<DutyId>
{
    public static SszContainer<DutyId> Ssz { get; } = SszContainer.Of<DutyId>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("tenure", SszTypes.Hash32, static x => x.Tenure)
        .Field(
            "kind",
            SszTypes.Uint8.As(
                static v => (DutyKind)v, static k => (ulong)k, static v => v <= (ulong)DutyKind.Deposit),
            static x => x.Kind)
        .Field("slot", SszTypes.Slot, static x => x.Slot)
        .Build(static v => new(v.Take<PoolId>(), v.Take<Hash32>(), v.Take<DutyKind>(), v.Take<Slot>()));

    /// <summary>The consensus instance about the duty.</summary>
    public Hash32 InstanceOn(Hash32 network)
    {
        var transcript = new Transcript("duty instance");
        transcript.Append(network);
        transcript.Append(Ssz.HashTreeRoot(this));
        return transcript.ToHash();
    }

    public int CompareTo(DutyId? other)
    {
        if (other is null)
        {
            return 1;
        }

        int order = Slot.CompareTo(other.Slot);
        order = order != 0 ? order : Pool.CompareTo(other.Pool);
        order = order != 0 ? order : Kind.CompareTo(other.Kind);
        return order != 0 ? order : Tenure.CompareTo(other.Tenure);
    }

    public static bool operator <(DutyId left, DutyId right) => left.CompareTo(right) < 0;

    public static bool operator >(DutyId left, DutyId right) => left.CompareTo(right) > 0;

    public static bool operator <=(DutyId left, DutyId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(DutyId left, DutyId right) => left.CompareTo(right) >= 0;
}

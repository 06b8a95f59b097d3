using TrustlessPools.Cryptography.Bls;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Operations;

/// <summary>What an operator's own beacon node says of a finalized checkpoint.</summary>
/// <param name="Checkpoint">The finalized epoch.</param>
/// <param name="Root">The finalized block's root.</param>
/// <param name="GenesisValidatorsRoot">Which beacon chain.</param>
/// <param name="Mix">The RANDAO mix that the next draw waits for, where it is final.</param>
/// <param name="Pools">The validators of all pools with a key, as of the finalized state, in the pools'
/// order.</param>
public sealed record EpochStatement(
    Epoch Checkpoint,
    Hash32 Root,
    Hash32 GenesisValidatorsRoot,
    Optional<DrawMix> Mix,
    Sequence<PoolReport> Pools)
{
    public static SszContainer<EpochStatement> Ssz { get; } = SszContainer.Of<EpochStatement>()
        .Field("checkpoint", SszTypes.Epoch, static x => x.Checkpoint)
        .Field("root", SszTypes.Hash32, static x => x.Root)
        .Field("genesis_validators_root", SszTypes.Hash32, static x => x.GenesisValidatorsRoot)
        .Field("mix", SszTypes.Optional(DrawMix.Ssz), static x => x.Mix)
        .Field("pools", SszTypes.List(PoolReport.Ssz, NetworkGenesis.PoolsMax), static x => x.Pools)
        .Build(static v => new(
            v.Take<Epoch>(),
            v.Take<Hash32>(),
            v.Take<Hash32>(),
            v.Take<Optional<DrawMix>>(),
            v.Take<Sequence<PoolReport>>()));

    /// <summary>What each operator signs.</summary>
    public Hash32 SigningRoot(Hash32 network) =>
        IdentitySignature.SigningRoot(IdentityDomain.EpochStatement, network, Ssz.HashTreeRoot(this));
}

/// <summary>The RANDAO mix at the end of an epoch.</summary>
public sealed record DrawMix(Epoch Epoch, Hash32 Mix)
{
    public static SszContainer<DrawMix> Ssz { get; } = SszContainer.Of<DrawMix>()
        .Field("epoch", SszTypes.Epoch, static x => x.Epoch)
        .Field("mix", SszTypes.Hash32, static x => x.Mix)
        .Build(static v => new(v.Take<Epoch>(), v.Take<Hash32>()));
}

/// <summary>A pool's validator in a finalized state.</summary>
/// <param name="Pool">Which pool.</param>
/// <param name="Status">Where in its life the validator is.</param>
/// <param name="Balance">Its balance; zero while it is unknown.</param>
public sealed record PoolReport(PoolId Pool, ValidatorStatus Status, Gwei Balance)
{
    /// <summary>When its stake is free; far future while that is not known.</summary>
    public Epoch Withdrawable { get; init; } = Epoch.FarFuture;

    public static SszContainer<PoolReport> Ssz { get; } = SszContainer.Of<PoolReport>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field(
            "status",
            SszTypes.Uint8.As(
                static v => (ValidatorStatus)v,
                static s => (ulong)s,
                static v => v <= (ulong)ValidatorStatus.ForeignCredentials),
            static x => x.Status)
        .Field("balance", SszTypes.Gwei, static x => x.Balance)
        .Field("withdrawable", SszTypes.Epoch, static x => x.Withdrawable)
        .Build(static v => new(v.Take<PoolId>(), v.Take<ValidatorStatus>(), v.Take<Gwei>())
        {
            Withdrawable = v.Take<Epoch>(),
        });
}

/// <summary>Where in its life a validator is. The numbers are frozen.</summary>
public enum ValidatorStatus
{
    /// <summary>The beacon state does not hold it.</summary>
    Unknown = 0,

    /// <summary>Deposited, not yet active.</summary>
    Pending = 1,

    /// <summary>Active.</summary>
    Active = 2,

    /// <summary>Active and on its way out.</summary>
    Exiting = 3,

    /// <summary>Slashed.</summary>
    Slashed = 4,

    /// <summary>No longer active.</summary>
    Exited = 5,

    /// <summary>Its balance has been withdrawn.</summary>
    Withdrawn = 6,

    /// <summary>
    /// It is there with other withdrawal credentials than the pool's: somebody made the first deposit and
    /// would own the rest. Nothing more is deposited.
    /// </summary>
    ForeignCredentials = 7,
}

/// <summary>Brings what a quorum of operators saw of the beacon chain onto the pool chain.</summary>
/// <param name="Statement">What they saw.</param>
/// <param name="Signers">Which of the voters signed it, in the voters' order.</param>
/// <param name="Signature">The aggregate of their signatures.</param>
public sealed record PostEpochReport(
    EpochStatement Statement, BitString Signers, G2Bytes Signature) : Operation
{
    public static new SszContainer<PostEpochReport> Ssz { get; } = SszContainer.Of<PostEpochReport>()
        .Field("statement", EpochStatement.Ssz, static x => x.Statement)
        .Field("signers", SszTypes.Bitlist(NetworkGenesis.OperatorsMax), static x => x.Signers)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(v.Take<EpochStatement>(), v.Take<BitString>(), v.Take<G2Bytes>()));
}

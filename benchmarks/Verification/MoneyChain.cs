using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Verification;

/// <summary>A certified chain whose blocks are full of what stakers ask; no ceremonies.</summary>
internal sealed class MoneyChain
{
    private const ulong Start = 1_700_000_000;
    private const ulong Ether = 1_000_000_000;

    private readonly SecretScalar[] _operators;
    private readonly Staker[] _stakers;
    private readonly SeededGenerator _random = new(1);
    private readonly ChainRules _rules;
    private ChainHead _head;
    private uint _locks;

    /// <summary>A network that has just begun.</summary>
    internal MoneyChain(int operators, int stakers)
    {
        _operators = [.. Enumerable.Range(0, operators).Select(_ => NewSecret())];
        _stakers = [.. Enumerable.Range(0, stakers)
            .Select(i => new Staker(new((uint)(operators + 1 + i)), NewSecret()))];
        Genesis = MakeGenesis();
        Invariant.Holds(Genesis.Flaw() is null, $"The network begins without flaw: {Genesis.Flaw()}.");
        _rules = ChainVerifier.RulesOf(Genesis);
        _head = ChainHead.Genesis(_rules);
    }

    internal NetworkGenesis Genesis { get; }

    /// <summary>The state after the last block.</summary>
    internal ChainHead Head => _head;

    /// <summary>The operators put up collateral for all.</summary>
    internal CertifiedBlock Bond() => Make(
        [.. _operators.Select((secret, i) => Request(
            secret, new PostBond(new((uint)i + 1), 0, default, new(10_000 * Ether))))]);

    /// <summary>The next block.</summary>
    internal CertifiedBlock Next(int operations)
    {
        (SecretScalar Secret, OwnerOperation Asked)[] asked =
            [.. Enumerable.Range(0, operations).Select(_ => Ask())];
        var signed = new SignedOperation[operations];
        Parallel.For(0, operations, i => signed[i] = Request(asked[i].Secret, asked[i].Asked));
        CertifiedBlock block = Make(signed);
        Invariant.Holds(block.Body.Operations.Count == operations, "All that is asked applies.");
        return block;
    }

    private CertifiedBlock Make(IReadOnlyList<SignedOperation> operations)
    {
        Tick tick = _head.State.Height.Value == 0 ? default : _head.State.Tick + 1;
        int leader = (int)(_head.State.Height.Value % (ulong)_operators.Length);
        (BlockHeader header, BlockBody body) = BlockRules.Build(
            _rules, _head, tick, new((uint)leader + 1), operations);
        SignedHeader signed = SignedHeader.Sign(header, _operators[leader], _rules.Network);
        (ChainHead? next, Refusal? refusal) = BlockRules.Apply(_rules, _head, signed, body);
        Invariant.Holds(next is not null, $"The block is valid: {refusal}");
        CertifiedBlock block = Certify(signed, body);
        _head = next;
        return block;
    }

    private CertifiedBlock Certify(SignedHeader signed, BlockBody body)
    {
        QbftMessage commit = QbftMessage.Commit(
            Certification.InstanceOf(_rules.Network, signed.Header.Height),
            Round.First,
            QbftValue.DigestOf(signed.ToValue()));
        int[] signers = [.. Enumerable.Range(0, Quorum.Of(_operators.Length))];
        G2Bytes aggregate = IdentitySignature.Aggregate(signers.Select(i => IdentitySignature.Sign(
            _operators[i], IdentityDomain.BlockVote, _rules.Network, commit.Root())));
        return new(signed, body, new(Round.First.Value, BitString.Of(_operators.Length, signers), aggregate));
    }

    private SignedOperation Request(SecretScalar owner, OwnerOperation asked)
    {
        // Any operator may post it; each does so for some accounts.
        int sender = (int)(asked.Actor.Value % (uint)_operators.Length);
        return SignedOperation.Sign(
            new((uint)sender + 1),
            PostRequest.Sign(new LedgerRequest(asked), owner, _rules.Network),
            _operators[sender],
            _rules.Network);
    }

    /// <summary>Of 10: four locks made, two asked back, two paid their rewards, two payments out.</summary>
    private (SecretScalar Secret, OwnerOperation Asked) Ask()
    {
        Staker staker = _stakers[_random.NextBelow(_stakers.Length)];
        (AccountId account, ulong number) = (staker.Account, staker.Number++);
        int kind = _random.NextBelow(10);
        if (kind < 4)
        {
            staker.Locks.Add(_locks++);
            return (staker.Secret, new MakeLock(account, number, default));
        }

        if (kind < 8 && staker.Locks.Count > 0)
        {
            int place = _random.NextBelow(staker.Locks.Count);
            var id = new Ledger.Locks.LockId(default, staker.Locks[place]);
            if (kind < 6)
            {
                return (staker.Secret, new Settle(account, number, id));
            }

            staker.Locks.RemoveAt(place);
            return (staker.Secret, new RequestUnlock(account, number, id));
        }

        return (staker.Secret, new Withdraw(account, number, new(1)));
    }

    private SecretScalar NewSecret()
    {
        Span<byte> bytes = stackalloc byte[SecretBytes.Size];
        _random.Fill(bytes);
        using SecretBytes seed = SecretBytes.From(bytes);
        return seed.DeriveScalar("identity");
    }

    private NetworkGenesis MakeGenesis()
    {
        var parameters = new ChainParameters(
            TickOrigin: Start,
            BeaconGenesis: Start,
            SecondsPerSlot: 12,
            SlotsPerEpoch: 32,
            new TermSchedule(FirstBoundary: new(1000), EpochsPerTerm: 100, DrawLead: 5),
            CeremonyWindows.For(32),
            GenesisForkVersion: 0x00000001,
            GenesisValidatorsRoot: default);
        Hash32 credentials = Hash32.Sha256("staker"u8);
        return new(
            "benchmark",
            parameters,
            Hash32.Sha256("seed"u8),
            _operators.Select(static (secret, i) => new OperatorRecord(new((uint)i + 1), new PublicIdentity(
                $"operator {i + 1}",
                secret.ToPublicPoint().ToBytes(),
                PublicIdentity.ProvePossession(secret),
                Hash32.Sha256(BitConverter.GetBytes(i)),
                $"127.0.0.1:{9000 + i}"))).ToSequence(),
            [new PoolDefinition(new(1), _operators.Length, Quorum.Of(_operators.Length), credentials)])
        {
            Money = new(MoneyParameters.Default, [
                .. _operators.Select(static o =>
                    new Allocation(o.ToPublicPoint().ToBytes(), default, new(20_000 * Ether))),
                .. _stakers.Select(s => new Allocation(
                    s.Secret.ToPublicPoint().ToBytes(), credentials, new(5_000 * Ether))),
            ]),
        };
    }

    private sealed class Staker(AccountId account, SecretScalar secret)
    {
        internal AccountId Account { get; } = account;

        internal SecretScalar Secret { get; } = secret;

        internal ulong Number { get; set; }

        /// <summary>The numbers of those that were not asked back.</summary>
        internal List<uint> Locks { get; } = [];
    }
}

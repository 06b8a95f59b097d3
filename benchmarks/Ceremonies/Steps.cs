using TrustlessPools.Benchmarks.Measuring;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Ceremonies;

/// <summary>
/// The parts of a ceremony, each computed by itself, by the methods that the operator calls.
/// </summary>
internal sealed class Steps
{
    private readonly Recording _recording;
    private readonly StageKind _kind;
    private readonly CeremonyContext _context;
    private readonly OperatorId _self;
    private readonly IReadOnlyList<SignedOperation> _operations;
    private readonly List<(string Name, double Milliseconds)> _parts = [];

    private Steps(Recording recording, StageKind kind)
    {
        (_recording, _kind) = (recording, kind);
        _context = recording.ContextOf(kind);
        _self = recording.Subject;
        _operations = recording.OperationsOf(kind);
    }

    /// <summary>
    /// The name and the median milliseconds of CPU time of each part, in the ceremony's order.
    /// </summary>
    internal static IReadOnlyList<(string Name, double Milliseconds)> Measure(
        Recording recording, StageKind kind, int repeats)
    {
        MeasureOnce(recording, kind);
        IReadOnlyList<(string Name, double Milliseconds)>[] runs =
            [.. Enumerable.Range(0, repeats).Select(_ => MeasureOnce(recording, kind))];
        return [.. runs[0].Select(
            (part, i) => (part.Name, Sample.Median(runs.Select(r => r[i].Milliseconds))))];
    }

    private static List<(string Name, double Milliseconds)> MeasureOnce(Recording recording, StageKind kind)
    {
        var steps = new Steps(recording, kind);
        steps.MeasureSignatures();
        CheckedDealing[] dealings = steps.MeasureDealings();
        NewSharing sharing = steps.MeasureShares(dealings);
        steps.MeasureConfirmations(steps.MeasurePublicShares(sharing));
        return steps._parts;
    }

    private void MeasureSignatures()
    {
        World world = _recording.World;
        SignedOperation[] own = [.. _operations.Where(o => o.Sender == _self)];
        Part("sign own operations", () => Array.ForEach(own, o => SignedOperation.Sign(
            _self, o.Operation, world.Members[_self].Identity, world.Rules.Network)));

        // Each kind comes together, by keys that are known.
        IdentityClaim[][] kinds = [.. _operations
            .GroupBy(static o => o.Operation.GetType())
            .Select(g =>
                g.Select(o => o.Claim(world.Members[o.Sender].IdentityKey, world.Rules.Network)).ToArray())];
        IdentityClaim[] other = [.. _recording.OperationsOf(StageKind.Keys).Take(world.Members.Count)
            .Select(o => o.Claim(world.Members[o.Sender].IdentityKey, world.Rules.Network))];
        var memo = new Memo(100_000);
        Invariant.Holds(IdentitySignature.VerifyAll(other, memo), "All have signed.");
        Part("verify signatures of operations", () => Invariant.Holds(
            Array.TrueForAll(kinds, k => IdentitySignature.VerifyAll(k, memo)), "All have signed."));
    }

    private CheckedDealing[] MeasureDealings()
    {
        using SecretBytes seed = Secret(SecretName.Dealing(new(1), _context.Root));
        using SecretScalar? oldShare = _kind is StageKind.HandOver
            ? ShareOf(_recording.ContextOf(StageKind.KeyGeneration))
            : null;
        Part("deal", () => Dealing.Make(_context, _self, seed, oldShare));
        (OperatorId, Dealing)[] posted =
            [.. Posted<PostDealing>().Select(static o => (o.Sender, o.Operation.Dealing))];
        IReadOnlyList<(CheckedDealing? Dealing, DealingFlaw? Flaw)> results = [];
        Part("check dealings", () => results = CheckedDealing.CheckAll(_context, posted));
        return [.. results.Select(static r => r.Dealing!)];
    }

    private NewSharing MeasureShares(CheckedDealing[] dealings)
    {
        using SecretBytes keySeed = KeySeed();
        using SecretScalar secret = EncryptionKey.SecretFrom(keySeed);
        Part("open own shares, check them", () => Invariant.Holds(
            ReceivedShares.FindCulprits(_context, dealings, _self, secret).Count == 0,
            "All shares are right."));
        CheckedDealing[] counted = _context.IsHandOver ? dealings[.._context.DealingsNeeded] : dealings;
        NewSharing? sharing = null;
        Part("combine dealings", () => sharing = NewSharing.Combine(_context, counted));
        Part("add up own share", () => sharing!.ShareOf(_self, secret)!.Dispose());
        return sharing!;
    }

    private PublicSharing MeasurePublicShares(NewSharing sharing)
    {
        PublicSharing? outcome = null;
        if (_context.IsHandOver)
        {
            Part("compute public shares", () => outcome = sharing.ToPublicSharing());
            return outcome!;
        }

        using SecretBytes keySeed = KeySeed();
        using SecretScalar share = ShareOf(_context);
        Part("reveal public share", () => RevealedShare.Make(_context, share, keySeed));
        (OperatorId Sender, PostReveal Operation)[] revealed = [.. Posted<PostReveal>()];
        Part("check revealed shares", () => Invariant.Holds(
            Array.TrueForAll(revealed, r => r.Operation.Share.Verify(_context, r.Sender, sharing)),
            "All public shares are right."));
        PublicShare[] shares =
            [.. revealed.Select(static r => new PublicShare(r.Sender, r.Operation.Share.Key))];
        Part("compute public shares", () => outcome = RevealedShare.Interpolate(_context, shares));
        return outcome!;
    }

    private void MeasureConfirmations(PublicSharing outcome)
    {
        using SecretScalar share = ShareOf(_context);
        Part("confirm", () => Confirmation.Make(_context, share));
        (G1Bytes, G2Bytes)[] confirmations = [.. Posted<PostConfirmation>()
            .Select(o => (outcome.ShareOf(o.Sender)!.Value, o.Operation.Confirmation))];
        Part("check confirmations", () => Invariant.Holds(
            Confirmation.VerifyAll(_context, confirmations), "All have confirmed."));
    }

    private void Part(string name, Action act) => _parts.Add((name, CpuTime.Of(act)));

    private IEnumerable<(OperatorId Sender, T Operation)> Posted<T>()
        where T : CeremonyOperation => _operations
        .Where(static o => o.Operation is T)
        .Select(static o => (o.Sender, (T)o.Operation));

    private SecretBytes KeySeed() =>
        Secret(SecretName.EncryptionKey(_context.Id.Term, (int)_context.Id.Attempt));

    private SecretScalar ShareOf(CeremonyContext context)
    {
        using SecretBytes bytes = Secret(SecretName.Share(new(1), context.Root));
        bool read = SecretScalar.TryFromBytes(bytes.Span, out SecretScalar? share);
        Invariant.Holds(read, "A share is a scalar.");
        return share!;
    }

    private SecretBytes Secret(SecretName name) => SecretBytes.From(_recording.Seed(name));
}

using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentNode.Http;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Answers;

/// <summary>What is put into the chain.</summary>
internal sealed class Submissions(ChainHost host)
{
    /// <summary>Takes votes, each by itself.</summary>
    internal Reply<Nothing> Votes(BeaconChain chain, Question question, Sequence<SingleAttestation> votes)
    {
        string version = question.Header(BeaconHeaders.ConsensusVersion);
        if (!ForkNames.TryParse(version, out ForkName fork) || fork < ForkName.Electra)
        {
            return new(Errors.BadRequest(
                $"Invalid {BeaconHeaders.ConsensusVersion}: '{version}'; these are of electra or later"));
        }

        var failures = new List<BeaconFailure>();
        for (int i = 0; i < votes.Count; i++)
        {
            string? reason = RefusalOf(chain.Config, votes[i], fork);
            failures.AddRange(reason is null ? [] : [new BeaconFailure((ulong)i, reason)]);
        }

        return ReplyOf(failures, "attestations");
    }

    /// <summary>Takes the wish of a validator to leave.</summary>
    internal Reply<Nothing> Exit(SignedVoluntaryExit exit) =>
        host.Submit(chain => chain.Submit(exit))?.Refusal is Refusal refusal
            ? new(Errors.Refused(refusal))
            : new(default(Nothing));

    /// <summary>Takes deposits, all or none.</summary>
    internal Reply<DepositsTaken> Deposits(Sequence<DepositData> deposits)
    {
        var failures = new List<BeaconFailure>();
        Outcome? outcome = host.Submit(chain =>
        {
            BeaconChain with = chain;
            for (int i = 0; i < deposits.Count; i++)
            {
                Outcome one = with.Submit(deposits[i]);
                with = one.Chain;
                failures.AddRange(
                    one.Refusal is null ? [] : [new BeaconFailure((ulong)i, one.Refusal.ToString())]);
            }

            return new Outcome(failures.Count == 0 ? with : chain, Refusal: null, []);
        });
        Reply<Nothing> reply = ReplyOf(failures, "deposits");
        return reply.Map(_ => new DepositsTaken((ulong)outcome!.Chain.WaitingDeposits));
    }

    private string? RefusalOf(ChainConfig config, SingleAttestation vote, ForkName fork)
    {
        ForkName permitted = config.Forks.At(config.EpochAt(vote.Data.Slot)).Name;
        if (fork != permitted)
        {
            return $"The slot {vote.Data.Slot} is of {permitted.ToText()}, not of {fork.ToText()}.";
        }

        // The chain has its slot 0 as soon as it has its genesis, which is before anybody may vote in it.
        return host.HasBegun
            ? host.Submit(chain => chain.Submit(vote))!.Refusal?.ToString()
            : "The chain has not begun.";
    }

    private static Reply<Nothing> ReplyOf(List<BeaconFailure> failures, string what) => failures.Count == 0
        ? new(default(Nothing))
        : new(new BeaconError(400, $"{failures.Count} of the {what} were refused", failures.ToSequence()));
}

using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentNode.Answers;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Http;

/// <summary>Which endpoint is answered by what.</summary>
internal sealed class NodeRoutes(
    IEndpointRouteBuilder routes, DevelopmentNodeSettings settings, ChainHost host)
{
    private readonly Submissions _submissions = new(host);

    /// <summary>Adds all endpoints but the event stream.</summary>
    internal void MapAll()
    {
        MapNode();
        MapStates();
        MapBlocks();
        MapDuties();
        MapSubmissions();
    }

    private void MapNode()
    {
        Map(BeaconEndpoints.Health, static (q, _) => NodeAnswers.Health(q));
        Map(BeaconEndpoints.Version, static (_, _) => new(NodeAnswers.Version));
        Map(BeaconEndpoints.Identity, static (_, _) => new(NodeAnswers.Identity));
        Map(BeaconEndpoints.Syncing, (_, _) => new(NodeAnswers.Syncing(host.Current())));
        Map(BeaconEndpoints.Spec, (_, _) => new(ConfigAnswers.Spec(settings.Config)));
        Map(BeaconEndpoints.ForkSchedule, (_, _) => new(ConfigAnswers.ForkSchedule(settings.Config)));
        Map(BeaconEndpoints.DepositContract, static (_, _) => new(ConfigAnswers.DepositContract));
    }

    private void MapStates()
    {
        MapChain(BeaconEndpoints.Genesis, static (chain, _, _) => new(StateAnswers.Genesis(chain)));
        MapState(BeaconEndpoints.Fork, static (s, _, _) => StateAnswers.Fork(s));
        MapState(BeaconEndpoints.FinalityCheckpoints, static (s, _, _) => StateAnswers.Finality(s));
        MapState(BeaconEndpoints.Randao, static (s, q, _) => StateAnswers.Mix(s, q));
        MapState(BeaconEndpoints.Committees, static (s, q, _) => StateAnswers.Committees(s, q));
        MapState(BeaconEndpoints.Validator, static (s, q, _) => StateAnswers.Validator(s, q));
        MapState(BeaconEndpoints.GetValidators, static (s, q, _) => StateAnswers.Validators(s, q));
        MapState(BeaconEndpoints.PostValidators, static (s, _, filter) => StateAnswers.Validators(s, filter));
    }

    private void MapBlocks()
    {
        MapBlock(BeaconEndpoints.Header, BlockAnswers.Header);
        MapBlock(BeaconEndpoints.BlockRoot, static block => block.Root);
        MapChain(BeaconEndpoints.Headers, static (chain, q, _) => BlockAnswers.Headers(chain, q));
    }

    private void MapDuties()
    {
        MapChain(BeaconEndpoints.AttesterDuties, DutyAnswers.Attesters);
        MapChain(
            BeaconEndpoints.ProposerDuties,
            static (chain, q, _) => DutyAnswers.Proposers(chain, q, ProposerDuties.TryGetV1));
        MapChain(
            BeaconEndpoints.ProposerDutiesV2,
            static (chain, q, _) => DutyAnswers.Proposers(chain, q, ProposerDuties.TryGet));
        MapChain(BeaconEndpoints.Liveness, DutyAnswers.Live);
        MapChain(BeaconEndpoints.AttestationData, (chain, q, _) => host.HasBegun
            ? DutyAnswers.Vote(chain, q)
            : new(Errors.BadRequest("The chain has not begun.")));

        // The body may be left out, which asks for everybody.
        MapChain(BeaconEndpoints.AttestationRewards, DutyAnswers.Rewards, bodyIfEmpty: "[]");
    }

    private void MapSubmissions()
    {
        MapChain(BeaconEndpoints.SubmitAttestations, _submissions.Votes);
        MapChain(BeaconEndpoints.SubmitVoluntaryExit, (_, _, exit) => _submissions.Exit(exit));
        MapChain(DevelopmentEndpoints.Deposits, (_, _, deposits) => _submissions.Deposits(deposits));

        // There are no subnets: the node hears every vote that it is sent.
        MapChain(BeaconEndpoints.SubscribeToCommittees, static (_, _, _) => new(default(Nothing)));
    }

    private void MapState<TBody, T>(
        BeaconEndpoint<TBody, ChainAnswer<T>> endpoint, Func<BeaconState, Question, TBody, Reply<T>> answer)
        where TBody : notnull
        where T : notnull => MapChain(endpoint, (chain, question, body) =>
            StateAnswers.TryFind(chain, question, out BeaconState? state, out BeaconError? error)
                ? answer(state, question, body).Map(content => About(chain, state.Slot, content))
                : new(error));

    private void MapBlock<T>(BeaconEndpoint<Nothing, ChainAnswer<T>> endpoint, Func<BeaconBlock, T> answer)
        where T : notnull => MapChain(endpoint, (chain, question, _) =>
            BlockAnswers.TryFind(chain, question, out BeaconBlock? block, out BeaconError? error)
                ? new(About(chain, block.Header.Slot, answer(block)))
                : new(error));

    private void MapChain<TBody, TAnswer>(
        BeaconEndpoint<TBody, TAnswer> endpoint,
        Func<BeaconChain, Question, TBody, Reply<TAnswer>> answer,
        string bodyIfEmpty = "")
        where TBody : notnull
        where TAnswer : notnull => Map(
            endpoint,
            (question, body) => host.Current() is BeaconChain chain
                ? answer(chain, question, body)
                : new(Errors.GenesisUnknown),
            bodyIfEmpty);

    private void Map<TBody, TAnswer>(
        BeaconEndpoint<TBody, TAnswer> endpoint,
        Func<Question, TBody, Reply<TAnswer>> answer,
        string bodyIfEmpty = "")
        where TBody : notnull
        where TAnswer : notnull
    {
        bool hasBody = endpoint.Method == BeaconMethod.Post;
        routes.MapMethods(endpoint.Template, [hasBody ? HttpMethods.Post : HttpMethods.Get], async context =>
        {
            Reply<TBody> body = hasBody
                ? await BodyReading.ReadAsync(
                    context.Request, endpoint.Body, Encoding.UTF8.GetBytes(bodyIfEmpty))
                : BodyReading.None(endpoint.Body);
            Reply<TAnswer> reply = body.Error is BeaconError error
                ? new(error)
                : answer(new Question(context.Request), body.Content);
            await ReplyWriting.WriteAsync(context, reply, endpoint.Answer);
        });
    }

    private static ChainAnswer<T> About<T>(BeaconChain chain, Slot slot, T content)
        where T : notnull => new(ExecutionOptimistic: false, Finalized: chain.IsFinalized(slot), content);
}

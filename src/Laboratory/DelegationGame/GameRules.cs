namespace TrustlessPools.Laboratory.DelegationGame;

/// <summary>What all players know.</summary>
/// <param name="Scheme">How pools are rewarded.</param>
/// <param name="TargetPools">k: who is not among the first k in rank expects to have only its pledge.</param>
/// <param name="ExtraPoolCost">What each further pool of a player costs, as a part of its first.</param>
/// <param name="Threshold">
/// How much more a move must bring than staying; without it, play need not end.
/// </param>
/// <param name="IdleRounds">After how many rounds without any move play has come to rest.</param>
/// <param name="RoundsMax">After how many rounds play is broken off.</param>
public sealed record GameRules(
    RewardScheme Scheme,
    int TargetPools,
    double ExtraPoolCost,
    double Threshold,
    int IdleRounds,
    int RoundsMax);

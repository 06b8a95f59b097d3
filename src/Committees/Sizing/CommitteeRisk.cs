namespace TrustlessPools.Committees.Sizing;

/// <summary>
/// What can befall a committee that is drawn at random, and how likely: one row of a table.
/// </summary>
/// <remarks>
/// Take-over and permanent stall are absorbing: what happened once stays so for ever, and their chance per
/// year is that of no longer having the pool's key to oneself, or at all, when the year ends. Each is given
/// as if the other did not end the pool before.
/// </remarks>
/// <param name="Shape">n and t.</param>
/// <param name="TakeOver">At least t members are adversarial and own the key.</param>
/// <param name="Equivocation">
/// So many are that the committee can be made to sign two conflicting duties, and be slashed.
/// </param>
/// <param name="TemporaryStall">Too few are up to agree on a duty and to sign it.</param>
/// <param name="PermanentStall">
/// Fewer than t will ever deal: the key cannot be handed over, and is lost.
/// </param>
public sealed record CommitteeRisk(
    CommitteeShape Shape, Risk TakeOver, Risk Equivocation, Risk TemporaryStall, Risk PermanentStall);

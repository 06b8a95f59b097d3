using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Chain;

/// <summary>Why an operator does not even offer what somebody asks it to post.</summary>
internal static class OfferRefusals
{
    internal static Refusal NotForPeople(string kind) => new(
        "NotForPeople", kind, "an owner's request, a registration, or this operator's own leaving");

    internal static Refusal TooManyOffers(int supplied, int permitted) =>
        new("TooManyOffers", $"{supplied} that wait for a block", $"at most {permitted} at a time");
}

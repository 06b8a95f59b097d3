using TrustlessPools.Bitcoin.Addresses;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Interpretation;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Ethereum.BeaconProofs;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Ledger.Rules;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Operator.Chain;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>The page of reasons names those that the code can give, and no others.</summary>
public sealed class ReasonsPageTests
{
    /// <summary>The reasons that the ledger's code can give, in its order.</summary>
    internal static string[] Reasons => ReasonsPage.Of(typeof(Refusals));

    [Theory]
    [InlineData("Ledger", typeof(Refusals))]
    [InlineData("Delegation", typeof(DelegationRefusals))]
    [InlineData("Money", typeof(MoneyRefusals))]
    [InlineData("Evidence", typeof(EvidenceRefusals))]
    [InlineData("Offers", typeof(OfferRefusals))]
    [InlineData("Beacon proofs", typeof(BeaconProofRefusals))]
    [InlineData("Replacement", typeof(ReplacementRefusals))]
    [InlineData("Verification", typeof(VerificationRefusals))]
    [InlineData("Payouts", typeof(PayoutRefusals))]
    [InlineData("Bitcoin transactions", typeof(TransactionRefusals))]
    [InlineData("Bitcoin blocks", typeof(BlockRefusals))]
    [InlineData("Bitcoin scripts", typeof(ScriptRefusals))]
    [InlineData("Bitcoin addresses", typeof(AddressRefusals))]
    [InlineData("Sharing", typeof(SharingRefusals))]
    public void The_page_and_the_code_name_the_same_reasons(string title, Type refusals) =>
        ReasonsPage.AssertSection(title, refusals);
}

using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Deposits;

/// <summary>What a staker wants a deposit to be, before paying for it.</summary>
/// <param name="GenesisVersion">The genesis fork version of the network that is meant.</param>
/// <param name="WithdrawalCredentials">The staker's own; none when anybody's will do.</param>
public sealed record DepositTerms(
    ForkVersion GenesisVersion, Optional<WithdrawalCredentials> WithdrawalCredentials);

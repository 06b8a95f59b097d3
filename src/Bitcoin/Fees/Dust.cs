using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Fees;

/// <summary>Outputs that are worth less than it costs to spend them; nodes do not relay them.</summary>
/// <remarks>
/// The rule of relay, not of consensus: a coinbase may pay dust, only its spending gets stuck.
/// </remarks>
public static class Dust
{
    private const int ScriptSizeMax = 10_000;
    private const int InputSize = 32 + 4 + 1 + 4;

    /// <summary>What Bitcoin Core takes any unlocking to need: a signature and a key.</summary>
    private const int UnlockingSize = 107;

    /// <summary>Gives the least amount that is not dust; zero for what nobody can spend.</summary>
    /// <param name="script">The output's script.</param>
    /// <param name="rate">The rate at which spending is paid for.</param>
    public static Satoshi ThresholdOf(ByteString script, FeeRate rate)
    {
        if (OutputForm.Of(script.AsSpan()).Kind is OutputKind.Unspendable || script.Length > ScriptSizeMax)
        {
            return default;
        }

        bool hasWitness = WitnessProgram.TryRead(script.AsSpan()) is not null;
        int unlocking = hasWitness ? UnlockingSize / Transaction.WitnessScale : UnlockingSize;
        return rate.FeeOf(TransactionOutput.SizeWith(script.Length) + InputSize + unlocking);
    }
}

using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>An operator posts the encryption keys with which it takes part in the next draw.</summary>
internal static class KeysRule
{
    internal static OperationOutcome Apply(
        ChainRules rules, ChainState state, OperatorEntry sender, PostKeys keys)
    {
        if (keys.Term != state.Draw.Term)
        {
            return new OperationOutcome.Rejected(
                new("WrongTerm", $"keys for term {keys.Term}", $"keys for term {state.Draw.Term}"),
                MayApplyLater: keys.Term > state.Draw.Term);
        }

        if (state.Draw.Frozen.HasValue)
        {
            return OperationOutcome.Reject(
                "DrawIsFrozen", $"keys for term {keys.Term}", "keys posted before the draw is frozen");
        }

        if (state.Draw.KeysOf(sender.Id) is not null)
        {
            return OperationOutcome.Reject(
                "KeysAlreadyPosted", $"keys of operator {sender.Id}", "one set a term");
        }

        if (keys.Keys.Count != rules.Windows.KeysPerTerm)
        {
            return OperationOutcome.Reject(
                "WrongKeyCount",
                $"{keys.Keys.Count} keys",
                $"{rules.Windows.KeysPerTerm}, one for each attempt");
        }

        for (int attempt = 0; attempt < keys.Keys.Count; attempt++)
        {
            if (!IsProven(rules, sender.Id, keys, attempt))
            {
                return OperationOutcome.Reject(
                    "UnprovenKey",
                    $"key {attempt} of operator {sender.Id}",
                    "a point whose secret the sender knows");
            }
        }

        NextDraw draw = state.Draw.With(new PostedKeys(sender.Id, keys.Keys.Map(static k => k.Key)));
        return new OperationOutcome.Accepted(state with { Draw = draw });
    }

    private static bool IsProven(ChainRules rules, OperatorId sender, PostKeys keys, int attempt)
    {
        Hash32 context = PostKeys.ProofContext(rules.Network, sender, keys.Term, attempt);
        EncryptionKey key = keys.Keys[attempt];
        Hash32 inputs = Hash32.Sha256([.. context.ToArray(), .. EncryptionKey.Ssz.Serialize(key)]);
        return rules.Memo.Recall("encryption key", inputs, () => key.Verify(context));
    }
}

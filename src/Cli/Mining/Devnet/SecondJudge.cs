using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Interpretation;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Devnet;

/// <summary>Judges blocks by this project's own interpreter, where nodes take b3 for OP_NOP4.</summary>
internal sealed class SecondJudge
{
    private readonly Dictionary<OutPoint, ByteString> _scripts = [];

    /// <summary>Inputs that are valid whatever a node says.</summary>
    internal int Valid { get; private set; }

    /// <summary>Inputs that depend on a signature, which only the node checks.</summary>
    internal int LeftToNode { get; private set; }

    /// <summary>Judges a block, and keeps what it pays.</summary>
    /// <returns>Why it is refused, or null.</returns>
    internal Refusal? Add(Block block)
    {
        if (Check(block) is { } refusal)
        {
            return refusal;
        }

        foreach (Transaction transaction in block.Transactions)
        {
            Keep(transaction);
        }

        return null;
    }

    /// <summary>Judges a block that may never be one of the chain.</summary>
    internal Refusal? Check(Block block)
    {
        if (BlockRules.Check(block) is { } flaw)
        {
            return flaw;
        }

        // Children may be in the block of their parents.
        var inside = new Dictionary<OutPoint, ByteString>();
        foreach (Transaction transaction in block.Transactions.Skip(1))
        {
            if (Check(transaction, inside) is { } refusal)
            {
                return refusal;
            }

            AddOutputs(transaction, inside);
        }

        return null;
    }

    private Refusal? Check(Transaction transaction, Dictionary<OutPoint, ByteString> inside)
    {
        for (int i = 0; i < transaction.Inputs.Count; i++)
        {
            OutPoint spent = transaction.Inputs[i].Previous;
            if (!inside.TryGetValue(spent, out ByteString script) && !_scripts.TryGetValue(spent, out script))
            {
                return MiningRefusals.UnknownOutput(spent);
            }

            switch (ScriptInterpreter.Judge(new(transaction, i, script, ScriptRules.WithTemplates, null)))
            {
                case ScriptVerdict.Refused refused:
                    return refused.Refusal;
                case ScriptVerdict.Valid:
                    Valid++;
                    break;
                default:
                    LeftToNode++;
                    break;
            }
        }

        return null;
    }

    private void Keep(Transaction transaction) => AddOutputs(transaction, _scripts);

    private static void AddOutputs(Transaction transaction, Dictionary<OutPoint, ByteString> outputs)
    {
        Hash32 id = transaction.Id;
        for (int i = 0; i < transaction.Outputs.Count; i++)
        {
            outputs[new(id, (uint)i)] = transaction.Outputs[i].Script;
        }
    }
}

namespace TrustlessPools.Mining.Payouts;

/// <summary>A tree in which all recipients are alike.</summary>
/// <remarks>
/// Level by level from the leaves up: n neighbours go to ceil(n / radix) parents, whose children differ in
/// number by one at most. A lone child takes its parent's place: a transaction with one output moves nothing.
/// </remarks>
internal static class BalancedShape
{
    internal static TreeStructure Build(int leaves, int radix)
    {
        var builder = new TreeStructure.Builder(leaves);
        TreeChild[] level = LeavesOf(leaves);
        if (leaves == 1)
        {
            builder.Add(level);
        }

        for (int count = leaves; count > 1;)
        {
            int parents = (count + radix - 1) / radix;
            for (int i = 0; i < parents; i++)
            {
                int start = (int)((long)i * count / parents);
                int end = (int)((long)(i + 1) * count / parents);

                // Places up to here were read before.
                level[i] = end - start == 1
                    ? level[start]
                    : TreeChild.Of(builder.Add(level.AsSpan(start, end - start)));
            }

            count = parents;
        }

        return builder.Build();
    }

    private static TreeChild[] LeavesOf(int count)
    {
        var leaves = new TreeChild[count];
        for (int i = 0; i < count; i++)
        {
            leaves[i] = TreeChild.Of(new LeafNumber(i));
        }

        return leaves;
    }
}

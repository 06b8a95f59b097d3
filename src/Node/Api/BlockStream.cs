using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using TrustlessPools.Node.Hosting;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api;

/// <summary>All certified blocks that an operator has stored, as a chain's file.</summary>
/// <remarks>Spec: docs/spec/verification.md#files. <c>?from=H</c> leaves out the blocks before H.</remarks>
internal static class BlockStream
{
    private const int AtOnce = 8;

    /// <summary>Reads a height; nothing stands for the first.</summary>
    internal static bool TryParse(string text, out Height from)
    {
        bool isNumber =
            ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number);
        from = new(number);
        return isNumber || text.Length == 0;
    }

    internal static async Task WriteAsync(HttpContext context, OperatorNode node, Height from)
    {
        context.Response.ContentType = MediaTypeNames.Application.Octet;
        await WriteAsync(context, ChainFiles.Opening(node.Rules.Genesis));
        for (ulong next = Math.Max(from.Value, 1); ; next += AtOnce)
        {
            // Stored without gaps, so that so many blocks are so many heights.
            IReadOnlyList<ByteString> blocks = node.BlockBytesFrom(new(next), AtOnce);
            foreach (ByteString block in blocks)
            {
                await WriteAsync(context, FrameFeed.Frame(block.AsSpan()));
            }

            if (blocks.Count < AtOnce)
            {
                return;
            }
        }
    }

    private static async Task WriteAsync(HttpContext context, byte[] bytes) =>
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
}

namespace TrustlessPools.Mining.Sharing;

/// <summary>A range of ages within which all blocks count alike.</summary>
/// <param name="End">The first age beyond.</param>
/// <param name="Shift">How often the weight was halved; null where a block does not count yet.</param>
internal readonly record struct WindowStage(long End, int? Shift)
{
    /// <summary>A rule's ranges, the youngest first, without gaps.</summary>
    internal static IEnumerable<WindowStage> Of(SharingRule rule)
    {
        SharingWindow window = rule.Window;
        if (window.From > 0)
        {
            yield return new(window.From, null);
        }

        long step = rule.HalfLife == 0 ? window.To : rule.HalfLife;
        for (int i = 0; window.From + (i * step) < window.To; i++)
        {
            yield return new(Math.Min(window.From + ((i + 1) * step), window.To), i);
        }
    }

    /// <summary>What each script of an entry counts here.</summary>
    internal ulong WeightOf(ShareEntry entry) => Shift is { } shift ? entry.Weight >> shift : 0;
}

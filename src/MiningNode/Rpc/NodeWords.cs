namespace TrustlessPools.MiningNode.Rpc;

/// <summary>What a node says in words, made fit to be shown: it may be anybody's.</summary>
internal static class NodeWords
{
    private const int LengthMax = 200;

    /// <summary>Cuts a text off, and shows what would move a terminal's cursor as question marks.</summary>
    internal static string Plain(string text)
    {
        string cut = text.Length > LengthMax ? $"{text[..LengthMax]}…" : text;
        return string.Concat(cut.Select(static c => char.IsControl(c) ? '?' : c));
    }
}

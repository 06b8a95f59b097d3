namespace TrustlessPools.MiningNode.Rpc;

/// <summary>What a node is (getnetworkinfo).</summary>
/// <param name="Agent">Its name and version, such as <c>/Satoshi:29.0.0/</c>.</param>
/// <param name="Connections">How many peers it has.</param>
public sealed record NodeVersion(string Agent, uint Connections)
{
    internal static NodeVersion Read(AnswerFields answer) =>
        new(answer["subversion"].Words(), answer["connections"].Whole32());
}

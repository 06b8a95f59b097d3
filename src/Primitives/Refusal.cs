namespace TrustlessPools.Primitives;

/// <summary>Why an input was refused. A refusal changes nothing.</summary>
/// <param name="Reason">The name that code, metrics and documents share, such as
/// <c>UnknownOperator</c>.</param>
/// <param name="Supplied">What came in; never a secret.</param>
/// <param name="Permitted">What would have been accepted.</param>
public sealed record Refusal(string Reason, string Supplied, string Permitted)
{
    public override string ToString() => $"{Reason}: got {Supplied}, permitted is {Permitted}";
}

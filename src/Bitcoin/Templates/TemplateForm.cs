namespace TrustlessPools.Bitcoin.Templates;

/// <summary>How an output's script carries a template's hash.</summary>
public enum TemplateForm
{
    /// <summary>As it is: cheapest to spend, 41 bytes an input.</summary>
    Bare,

    /// <summary>By its hash (P2WSH): 50.5 vB an input, and a form that every node relays.</summary>
    WitnessScriptHash,
}

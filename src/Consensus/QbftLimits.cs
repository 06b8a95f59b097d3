namespace TrustlessPools.Consensus;

/// <summary>The sizes that the schemas permit. Whatever decodes is within them.</summary>
public static class QbftLimits
{
    /// <summary>The greatest number of participants of an instance.</summary>
    public const int ParticipantsMax = 1024;

    /// <summary>The greatest length of a value in bytes: 2 MiB.</summary>
    public const int ValueBytesMax = 2 * 1024 * 1024;

    /// <summary>The greatest length of a signature in bytes: a point of G2, compressed.</summary>
    public const int SignatureBytesMax = 96;

    /// <summary>
    /// The greatest number of messages in a justification: a round change and a prepare of every participant,
    /// which is what the fullest proposal carries. An instance of n participants permits 2n.
    /// </summary>
    public const int JustificationMax = 2 * ParticipantsMax;
}

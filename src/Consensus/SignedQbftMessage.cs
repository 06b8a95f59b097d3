using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Consensus;

/// <summary>A message and the signature of its sender over the message's root.</summary>
/// <param name="Sender">Who states it.</param>
/// <param name="Message">What is stated.</param>
/// <param name="Signature">
/// Opaque here, up to <see cref="QbftLimits.SignatureBytesMax"/> bytes: the host makes and verifies it.
/// </param>
public sealed record SignedQbftMessage(OperatorId Sender, QbftMessage Message, ByteString Signature)
{
    public static SszContainer<SignedQbftMessage> Ssz { get; } = SszContainer.Of<SignedQbftMessage>()
        .Field("sender", SszTypes.OperatorId, static x => x.Sender)
        .Field("message", QbftMessage.Ssz, static x => x.Message)
        .Field("signature", SszTypes.ByteList(QbftLimits.SignatureBytesMax), static x => x.Signature)
        .Build(static v => new(v.Take<OperatorId>(), v.Take<QbftMessage>(), v.Take<ByteString>()));
}

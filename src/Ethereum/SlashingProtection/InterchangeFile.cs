using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.SlashingProtection;

/// <summary>An interchange file as it is written (EIP-3076, section "JSON Representation").</summary>
internal sealed record InterchangeFile(
    InterchangeFile.Header Metadata, Sequence<InterchangeFile.Entry> Entries)
{
    public static JsonShape<InterchangeFile> Shape { get; } = JsonObject.Of<InterchangeFile>()
        .Member("metadata", Header.Shape, static x => x.Metadata)
        .Member("data", JsonShapes.List(Entry.Shape), static x => x.Entries)
        .Build(static m => new(m.Take<Header>(), m.Take<Sequence<Entry>>()));

    /// <summary>What the file is of.</summary>
    internal sealed record Header(string Version, Hash32 GenesisValidatorsRoot)
    {
        public static JsonShape<Header> Shape { get; } = JsonObject.Of<Header>()
            .Member("interchange_format_version", JsonShapes.Text, static x => x.Version)
            .Member(
                "genesis_validators_root",
                JsonShapes.Of(SszTypes.Hash32),
                static x => x.GenesisValidatorsRoot)
            .Build(static m => new(m.Take<string>(), m.Take<Hash32>()));
    }

    /// <summary>All that the file lists for one key; a key may have several entries.</summary>
    internal sealed record Entry(
        G1Bytes PublicKey, Sequence<SignedBlock> Blocks, Sequence<SignedAttestation> Attestations)
    {
        public static JsonShape<Entry> Shape { get; } = JsonObject.Of<Entry>()
            .Member("pubkey", JsonShapes.Of(G1Bytes.Ssz), static x => x.PublicKey)
            .Member("signed_blocks", JsonShapes.List(SignedBlock.Shape), static x => x.Blocks)
            .Member(
                "signed_attestations", JsonShapes.List(SignedAttestation.Shape), static x => x.Attestations)
            .Build(static m => new(
                m.Take<G1Bytes>(), m.Take<Sequence<SignedBlock>>(), m.Take<Sequence<SignedAttestation>>()));

        public static Entry From(ValidatorHistory validator) => new(
            validator.PublicKey,
            validator.History.Block.TryGet(out BlockWatermark? block)
                ? [new(block.Slot, ToBytes(block.SigningRoot))]
                : [],
            validator.History.Attestation.TryGet(out AttestationWatermark? vote)
                ? [new(Source: vote.Source, Target: vote.Target, ToBytes(vote.SigningRoot))]
                : []);

        // Roots are left behind, by the minimal strategy: what was signed elsewhere is not signed again.
        public SigningHistory ToHistory()
        {
            SigningHistory history = SigningHistory.Empty;
            foreach (SignedBlock block in Blocks.AsSpan())
            {
                var watermark = new BlockWatermark(block.Slot, SigningRoot: default);
                history = history.Merge(SigningHistory.Empty with { Block = new(watermark) });
            }

            foreach (SignedAttestation vote in Attestations.AsSpan())
            {
                var watermark = new AttestationWatermark(
                    Source: vote.Source, Target: vote.Target, SigningRoot: default);
                history = history.Merge(SigningHistory.Empty with { Attestation = new(watermark) });
            }

            return history;
        }

        private static Optional<ByteString> ToBytes(Optional<Hash32> root) =>
            root.TryGet(out Hash32 hash) ? new(new ByteString(hash.ToArray())) : default;
    }

    /// <summary>A block of which its slot and perhaps its root are known.</summary>
    internal sealed record SignedBlock(Slot Slot, Optional<ByteString> SigningRoot)
    {
        public static JsonShape<SignedBlock> Shape { get; } = JsonObject.Of<SignedBlock>()
            .Member("slot", JsonShapes.Of(SszTypes.Slot), static x => x.Slot)
            .OptionalMember("signing_root", SigningRootShape.Instance, static x => x.SigningRoot)
            .Build(static m => new(m.Take<Slot>(), m.Take<Optional<ByteString>>()));
    }

    /// <summary>A vote of which its epochs and perhaps its root are known.</summary>
    internal sealed record SignedAttestation(Epoch Source, Epoch Target, Optional<ByteString> SigningRoot)
    {
        public static JsonShape<SignedAttestation> Shape { get; } = JsonObject.Of<SignedAttestation>()
            .Member("source_epoch", JsonShapes.Of(SszTypes.Epoch), static x => x.Source)
            .Member("target_epoch", JsonShapes.Of(SszTypes.Epoch), static x => x.Target)
            .OptionalMember("signing_root", SigningRootShape.Instance, static x => x.SigningRoot)
            .Build(static m => new(
                Source: m.Take<Epoch>(), Target: m.Take<Epoch>(), m.Take<Optional<ByteString>>()));
    }

    /// <summary>Up to 32 bytes: roots are also found with fewer bytes than a root has.</summary>
    private static class SigningRootShape
    {
        public static JsonShape<ByteString> Instance { get; } = JsonShapes.Of(SszTypes.ByteList(Hash32.Size));
    }
}

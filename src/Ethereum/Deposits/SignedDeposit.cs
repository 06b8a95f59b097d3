using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Deposits;

/// <summary>
/// A deposit as launchpads exchange it: an entry of a <c>deposit_data</c> file of staking-deposit-cli.
/// </summary>
/// <param name="Contents">What the deposit contract is given.</param>
/// <param name="MessageRoot">The hash tree root of what is signed, without a domain.</param>
/// <param name="Root">The hash tree root of <paramref name="Contents"/>, which the contract asks for.</param>
/// <param name="GenesisVersion">The genesis fork version of the network it is signed for.</param>
/// <param name="NetworkName">That network's name, for people.</param>
/// <param name="ToolVersion">The version of the form, which launchpads compare with their least.</param>
public sealed record SignedDeposit(
    DepositData Contents,
    Hash32 MessageRoot,
    Hash32 Root,
    ForkVersion GenesisVersion,
    string NetworkName,
    string ToolVersion)
{
    /// <summary>The version of staking-deposit-cli whose form is written.</summary>
    public const string WrittenToolVersion = "2.7.0";

    /// <summary>MIN_DEPOSIT_AMOUNT.</summary>
    public static readonly Gwei AmountMin = new(1_000_000_000);

    /// <summary>
    /// MAX_EFFECTIVE_BALANCE_ELECTRA, of compounding validators; others have at most 32 ETH.
    /// </summary>
    public static readonly Gwei CompoundingAmountMax = new(2_048_000_000_000);

    private static readonly JsonShape<Hash32> BareHash = JsonShapes.BareHex(Hash32.Size).As(
        static b => new Hash32(b.AsSpan()), static h => new ByteString(h.ToArray()));

    private static readonly JsonShape<G1Bytes> BareKey = JsonShapes.BareHex(G1Bytes.Size).As(
        static b => new G1Bytes(b), static k => new ByteString(k.AsSpan()));

    private static readonly JsonShape<G2Bytes> BareSignature = JsonShapes.BareHex(G2Bytes.Size).As(
        static b => new G2Bytes(b), static s => new ByteString(s.AsSpan()));

    private static readonly JsonShape<ForkVersion> BareVersion = JsonShapes.BareHex(sizeof(uint)).As(
        static b => ForkVersion.Parse(b.ToString()), static v => new ByteString(v.ToBytes()));

    /// <summary>The JSON, in which hexadecimal has no <c>0x</c> and the amount is not quoted.</summary>
    public static JsonShape<SignedDeposit> Shape { get; } = JsonObject.Of<SignedDeposit>()
        .Member("pubkey", BareKey, static x => x.Contents.PublicKey)
        .Member("withdrawal_credentials", BareHash, static x => x.Contents.WithdrawalCredentials.Value)
        .Member("amount", JsonShapes.Number, static x => x.Contents.Amount.Value)
        .Member("signature", BareSignature, static x => x.Contents.Signature)
        .Member("deposit_message_root", BareHash, static x => x.MessageRoot)
        .Member("deposit_data_root", BareHash, static x => x.Root)
        .Member("fork_version", BareVersion, static x => x.GenesisVersion)
        .OptionalMember("network_name", JsonShapes.Text, static x => new(x.NetworkName))
        .OptionalMember("eth2_network_name", JsonShapes.Text, static _ => default)
        .Member("deposit_cli_version", JsonShapes.Text, static x => x.ToolVersion)
        .Build(static m => new(
            new(
                m.Take<G1Bytes>(),
                new WithdrawalCredentials(m.Take<Hash32>()),
                new Gwei(m.Take<ulong>()),
                m.Take<G2Bytes>()),
            MessageRoot: m.Take<Hash32>(),
            Root: m.Take<Hash32>(),
            m.Take<ForkVersion>(),
            NetworkName: NameOf(m.Take<Optional<string>>(), older: m.Take<Optional<string>>()),
            ToolVersion: m.Take<string>()));

    /// <summary>A file of deposits.</summary>
    public static JsonShape<Sequence<SignedDeposit>> FileShape { get; } = JsonShapes.List(Shape);

    /// <summary>What a validator signs to deposit, on a network.</summary>
    /// <param name="message">The deposit.</param>
    /// <param name="genesisVersion">The network's genesis fork version.</param>
    public static Hash32 SigningRoot(DepositMessage message, ForkVersion genesisVersion) =>
        Domain.ForDeposits(genesisVersion).SigningRoot(DepositMessage.Ssz, message);

    /// <summary>Puts a deposit and its signature into the form, with its roots.</summary>
    /// <param name="message">The deposit.</param>
    /// <param name="signature">The validator's, over <see cref="SigningRoot"/>.</param>
    /// <param name="genesisVersion">The network's genesis fork version.</param>
    /// <param name="networkName">The network's name.</param>
    public static SignedDeposit Create(
        DepositMessage message, G2Point signature, ForkVersion genesisVersion, string networkName)
    {
        ArgumentNullException.ThrowIfNull(message);
        DepositData contents = new(
            message.PublicKey, message.WithdrawalCredentials, message.Amount, signature.ToBytes());
        return new(
            contents,
            MessageRoot: DepositMessage.Ssz.HashTreeRoot(message),
            Root: DepositData.Ssz.HashTreeRoot(contents),
            genesisVersion,
            NetworkName: networkName,
            ToolVersion: WrittenToolVersion);
    }

    /// <summary>Checks everything that would make the beacon chain or the staker lose the deposit.</summary>
    /// <param name="terms">What the staker wants.</param>
    /// <returns>Why the deposit must not be made, or null.</returns>
    public DepositRefusal? Verify(DepositTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (GenesisVersion != terms.GenesisVersion)
        {
            return new OtherNetwork(Supplied: GenesisVersion, Permitted: terms.GenesisVersion);
        }

        WithdrawalCredentials credentials = Contents.WithdrawalCredentials;
        if (terms.WithdrawalCredentials.TryGet(out WithdrawalCredentials own) && credentials != own)
        {
            return new OtherWithdrawalCredentials(Supplied: credentials, Permitted: own);
        }

        Gwei most = credentials.Prefix == WithdrawalCredentials.CompoundingPrefix
            ? CompoundingAmountMax
            : Gwei.ValidatorStake;
        return Contents.Amount < AmountMin || Contents.Amount > most
            ? new AmountOutOfRange(Supplied: Contents.Amount, Least: AmountMin, Most: most)
            : VerifyRoots() ?? VerifySignature();
    }

    private DepositRefusal? VerifyRoots()
    {
        Hash32 messageRoot = DepositMessage.Ssz.HashTreeRoot(Contents.Message);
        if (MessageRoot != messageRoot)
        {
            return new OtherMessageRoot(Supplied: MessageRoot, Permitted: messageRoot);
        }

        Hash32 root = DepositData.Ssz.HashTreeRoot(Contents);
        return Root != root ? new OtherDepositRoot(Supplied: Root, Permitted: root) : null;
    }

    private DepositRefusal? VerifySignature()
    {
        PointFlaw flaw = G1Point.Decode(Contents.PublicKey, out G1Point key);
        if (flaw is not PointFlaw.None)
        {
            return new BadDepositKey(Contents.PublicKey, flaw);
        }

        byte[] signingRoot = SigningRoot(Contents.Message, GenesisVersion).ToArray();
        bool isSigned = G2Point.TryDecode(Contents.Signature, out G2Point signature)
            && Signatures.Verify(key, signingRoot, signature, DomainSeparationTag.Signature);
        return isSigned ? null : new BadDepositSignature(Contents.Signature);
    }

    private static string NameOf(Optional<string> name, Optional<string> older) =>
        name.TryGet(out string? given) || older.TryGet(out given)
            ? given
            : throw new FormatException("The member 'network_name' is missing.");
}

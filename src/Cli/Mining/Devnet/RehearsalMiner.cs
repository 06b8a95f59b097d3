using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.MiningNode.Devnet;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Devnet;

/// <summary>A miner of a development network; its key is worth nothing.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Key">Its private key.</param>
/// <param name="Script">Where it is paid, P2WPKH.</param>
internal sealed record RehearsalMiner(int Number, Hash32 Key, ByteString Script)
{
    /// <summary>The address, as the node shows it.</summary>
    internal string Address => TrustlessPools.Bitcoin.Addresses.Address.Of(Script, RehearsalPlan.Network)!;

    /// <summary>Makes a miner, whose key follows from the seed.</summary>
    internal static async Task<RehearsalMiner> MakeAsync(
        int number, ulong seed, OutsideSigner signer, CancellationToken cancel)
    {
        var writer = new BitcoinWriter();
        writer.WriteUInt64(seed);
        writer.WriteInt32(number);
        var key = Hash32.Sha256(writer.Written);
        return new(number, key, await signer.ScriptAsync(key, cancel));
    }

    public override string ToString() => $"miner {Number}";
}

using System.Text.Json;
using System.Text.Json.Nodes;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Rpc;

/// <summary>A Bitcoin node by its JSON-RPC: Bitcoin Core, bcoin, and what speaks like them.</summary>
/// <remarks>
/// What can be checked without the chain is checked before anybody sees it: a block or header hashes to what
/// was asked for, has the work that it claims, and its tree is that of its transactions. Whether a target is
/// the one that the chain asks for remains the node's word. Spec: docs/spec/mining-node.md#the-node.
/// </remarks>
public sealed class BitcoinNode : IDisposable
{
    /// <summary>The most bytes of an answer without blocks or transactions.</summary>
    public const int AnswerSizeMax = 1024 * 1024;

    /// <summary>The most bytes of a block as an answer: two digits for each byte, and a frame.</summary>
    public const int BlockAnswerSizeMax = (2 * Block.WeightMax) + 1024;

    /// <summary>The most bytes of a template: a block, and what is said of each transaction.</summary>
    public const int TemplateSizeMax = 32 * 1024 * 1024;

    private const long OutOfRange = -8; // RPC_INVALID_PARAMETER
    private const long NotConnected = -9; // RPC_CLIENT_NOT_CONNECTED
    private const long StillLoading = -10; // RPC_CLIENT_IN_INITIAL_DOWNLOAD
    private const long WarmingUp = -28; // RPC_IN_WARMUP

    private readonly RpcConnection _connection;

    /// <summary>A node that is to be of a network; nothing is asked yet.</summary>
    /// <param name="access">Where it is.</param>
    /// <param name="network">The network.</param>
    /// <param name="timeout">How long each answer may take.</param>
    public BitcoinNode(NodeAccess access, BitcoinNetwork network, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(network);
        _connection = new(access, timeout);
        Network = network;
    }

    /// <summary>The network that the node is to be of.</summary>
    public BitcoinNetwork Network { get; }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _connection.Dispose();

    /// <summary>Asks where the node stands.</summary>
    public async Task<NodeStanding> StandingAsync(CancellationToken cancel) =>
        NodeStanding.Read(await AskAsync("getblockchaininfo", [], cancel));

    /// <summary>
    /// Asks where the node stands, and whether it is of the network and has caught up with it.
    /// </summary>
    /// <exception cref="BitcoinNodeException">OtherNetwork, NodeSyncing, or there is no answer.</exception>
    public async Task<NodeStanding> CheckAsync(CancellationToken cancel)
    {
        NodeStanding standing = await StandingAsync(cancel);
        string chain = NodeNetworks.ChainOf(Network);
        if (standing.Chain != chain)
        {
            throw new BitcoinNodeException(NodeRefusals.OtherNetwork(standing.Chain, chain));
        }

        Hash32? genesis = await HashAtAsync(default, cancel);
        if (genesis != Network.Genesis)
        {
            throw new BitcoinNodeException(NodeRefusals.OtherNetwork(
                $"{chain} that begins with {Digest.Show(genesis ?? default)}",
                $"{chain} that begins with {Digest.Show(Network.Genesis)}"));
        }

        // A chain on one machine always looks old to the node.
        return standing.IsSyncing && !Network.IsLocal
            ? throw new BitcoinNodeException(NodeRefusals.NodeSyncing(standing.Blocks, standing.Headers))
            : standing;
    }

    /// <summary>Asks what the node is.</summary>
    public async Task<NodeVersion> VersionAsync(CancellationToken cancel) =>
        NodeVersion.Read(await AskAsync("getnetworkinfo", [], cancel));

    /// <summary>Asks for the height of the best block.</summary>
    public async Task<Height> HeightAsync(CancellationToken cancel) =>
        (await AskAsync("getblockcount", [], cancel)).Height();

    /// <summary>Asks for the hash of the best block.</summary>
    public async Task<Hash32> BestHashAsync(CancellationToken cancel) =>
        (await AskAsync("getbestblockhash", [], cancel)).Hash();

    /// <summary>Asks for the hash of a block of the best chain.</summary>
    /// <returns>Null when the chain is not so long.</returns>
    public async Task<Hash32?> HashAtAsync(Height height, CancellationToken cancel)
    {
        RpcAnswer answer = await _connection.CallAsync(
            "getblockhash", new JsonArray(height.Value), AnswerSizeMax, cancel);
        return answer.Error is { Code: OutOfRange } ? null : ResultOf("getblockhash", answer).Hash();
    }

    /// <summary>Asks for a header.</summary>
    /// <exception cref="BitcoinNodeException">OtherBlock, TargetOutOfRange, WorkTooLittle, or there is no
    /// answer.</exception>
    public async Task<BlockHeader> HeaderAsync(Hash32 hash, CancellationToken cancel)
    {
        AnswerFields answer = await AskAsync(
            "getblockheader", new JsonArray(Digest.Show(hash), false), cancel);
        BlockHeader header = BlockHeader.TryDecode(answer.Bytes())
            ?? throw answer.Malformed("bytes of another length", "a header");
        CheckHeader(header, hash);
        return header;
    }

    /// <summary>Asks for a block.</summary>
    /// <exception cref="BitcoinNodeException">BlockPruned, OtherBlock, a reason of the block's own, or there
    /// is no answer.</exception>
    public async Task<Block> BlockAsync(Hash32 hash, CancellationToken cancel)
    {
        RpcAnswer given = await _connection.CallAsync(
            "getblock", new JsonArray(Digest.Show(hash), 0), BlockAnswerSizeMax, cancel);
        if (given.Error is { } error && error.Message.Contains("pruned", StringComparison.OrdinalIgnoreCase))
        {
            throw new BitcoinNodeException(NodeRefusals.BlockPruned($"block {Digest.Show(hash)}"));
        }

        AnswerFields answer = ResultOf("getblock", given);
        Block block = Block.TryDecode(answer.Bytes())
            ?? throw answer.Malformed("bytes that are no block", "a block");
        CheckHeader(block.Header, hash);
        Refuse(BlockRules.Check(block) ?? TransactionRules.CheckSize(block.Transactions[0]));
        return block;
    }

    /// <summary>Asks for what the next block may hold.</summary>
    /// <exception cref="BitcoinNodeException">BlocksAreSigned (BIP-0325), or there is no answer.</exception>
    public async Task<NodeTemplate> TemplateAsync(CancellationToken cancel)
    {
        Refuse(Network == BitcoinNetwork.Signet ? NodeRefusals.BlocksAreSigned(Network.Name) : null);
        var asked = new JsonArray(new JsonObject { ["rules"] = new JsonArray("segwit") });
        RpcAnswer answer = await _connection.CallAsync("getblocktemplate", asked, TemplateSizeMax, cancel);
        return NodeTemplate.Read(ResultOf("getblocktemplate", answer));
    }

    /// <summary>Asks whether a block would be accepted if it had work enough (BIP-0023).</summary>
    /// <returns>Why it would not, or null.</returns>
    public Task<Refusal?> ProposeAsync(Block block, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(block);
        return VerdictAsync(
            "getblocktemplate",
            new JsonObject
            {
                ["mode"] = "proposal",
                ["data"] = Convert.ToHexStringLower(block.Encode()),
                ["rules"] = new JsonArray("segwit"),
            },
            cancel);
    }

    /// <summary>Hands a block in.</summary>
    /// <returns>Why the node does not take it, or null: also when it has it already.</returns>
    /// <remarks>A block beside the best chain is taken or "inconclusive", as the node likes.</remarks>
    public async Task<Refusal?> SubmitAsync(Block block, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(block);
        return await VerdictAsync("submitblock", Convert.ToHexStringLower(block.Encode()), cancel);
    }

    /// <summary>Hands a transaction in, to be put into a block.</summary>
    /// <returns>Its identifier.</returns>
    /// <exception cref="BitcoinNodeException">NodeFailed with the node's words, or there is no
    /// answer.</exception>
    public async Task<Hash32> SendAsync(Transaction transaction, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        AnswerFields answer = await AskAsync(
            "sendrawtransaction", new JsonArray(Convert.ToHexStringLower(transaction.Encode())), cancel);
        return answer.Hash() == transaction.Id
            ? transaction.Id
            : throw answer.Malformed("another's identifier", "the transaction's own");
    }

    /// <summary>Lets a node on regtest mine blocks.</summary>
    /// <param name="count">How many.</param>
    /// <param name="address">Whom they pay, as the node shows addresses.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Their hashes.</returns>
    public async Task<Sequence<Hash32>> GenerateAsync(int count, string address, CancellationToken cancel) =>
        (await AskAsync("generatetoaddress", new JsonArray(count, address), cancel))
            .Items().Select(static h => h.Hash()).ToSequence();

    /// <summary>Asks for an output.</summary>
    /// <param name="output">Which.</param>
    /// <param name="withMempool">True to look also at transactions that are in no block.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null when it is spent, or was never there.</returns>
    public async Task<UnspentOutput?> UnspentAsync(
        OutPoint output, bool withMempool, CancellationToken cancel)
    {
        RpcAnswer answer = await _connection.CallAsync(
            "gettxout",
            new JsonArray(Digest.Show(output.Transaction), output.Index, withMempool),
            BlockAnswerSizeMax,
            cancel);
        AnswerFields fields = ResultOf("gettxout", answer);
        return answer.Result.ValueKind == JsonValueKind.Null ? null : UnspentOutput.Read(fields);
    }

    private static AnswerFields ResultOf(string method, RpcAnswer answer) => answer.Error switch
    {
        null => new(method, answer.Result),
        { Code: WarmingUp or StillLoading } e => throw Failing(NodeRefusals.NodeStarting(e.Message)),
        { Code: NotConnected } e => throw Failing(NodeRefusals.NodeWithoutPeers(e.Message)),
        { } e => throw Failing(NodeRefusals.NodeFailed(method, e)),
    };

    private static BitcoinNodeException Failing(Refusal refusal) => new(refusal);

    private static void Refuse(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw Failing(refusal);
        }
    }

    private void CheckHeader(BlockHeader header, Hash32 asked)
    {
        Hash32 hash = header.Hash;
        Refuse(hash == asked ? BlockRules.CheckWork(header, Network) : NodeRefusals.OtherBlock(hash, asked));
    }

    private async Task<AnswerFields> AskAsync(string method, JsonArray arguments, CancellationToken cancel) =>
        ResultOf(method, await _connection.CallAsync(method, arguments, AnswerSizeMax, cancel));

    private async Task<Refusal?> VerdictAsync(string method, JsonNode argument, CancellationToken cancel)
    {
        RpcAnswer answer = await _connection.CallAsync(
            method, new JsonArray(argument), AnswerSizeMax, cancel);
        if (answer.Error is null && answer.Result.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        string said = ResultOf(method, answer).Words();

        // bcoin puts a word of its own before Core's.
        return said is "duplicate" or "rejected: duplicate" ? null : NodeRefusals.BlockRejected(said);
    }
}

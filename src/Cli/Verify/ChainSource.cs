using System.Runtime.CompilerServices;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Storage;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Verify;

/// <summary>Where a chain comes from: a file, a stopped operator's store, a running operator's API.</summary>
internal abstract class ChainSource : IDisposable
{
    /// <summary>The network's genesis, without flaw.</summary>
    internal abstract NetworkGenesis Genesis { get; }

    /// <summary>How much of it has been read, in hundredths, where its length is known.</summary>
    internal virtual Optional<ulong> Percent => default;

    /// <summary>Opens what a text names: an address, a folder, a file.</summary>
    /// <exception cref="ConfigurationException">It is no chain.</exception>
    internal static async Task<ChainSource> OpenAsync(string name, CancellationToken cancel)
    {
        if (Uri.TryCreate(name, UriKind.Absolute, out Uri? address)
            && address.Scheme is "http" or "https")
        {
            return await OfApiAsync(new OperatorApi(address), cancel);
        }

        return Directory.Exists(name)
            ? await OfFolderAsync(new OperatorFolder(name), cancel)
            : await StreamSource.OpenAsync(File.OpenRead(name), null, cancel);
    }

    /// <summary>The chain of the operator in a folder, whether it runs or not.</summary>
    /// <exception cref="ConfigurationException">There is no operator with a chain.</exception>
    internal static async Task<ChainSource> OfFolderAsync(OperatorFolder folder, CancellationToken cancel)
    {
        NetworkGenesis genesis = ConfigurationFiles.ReadNetwork(folder.Network);
        if (!File.Exists(folder.Store))
        {
            throw new ConfigurationException(
                new("NoStore", folder.Root, "a folder in which 'tpool operator run' has run"));
        }

        try
        {
            return new StoreSource(
                genesis, StoredChain.Open(folder.Store, NetworkGenesis.Ssz.HashTreeRoot(genesis)));
        }
        catch (StoreException e) when (e.Refusal.Reason == "StoreInUse")
        {
            // It runs, and keeps the store for itself: it is asked instead.
            return await OfApiAsync(OperatorApi.Of(folder), cancel);
        }
    }

    /// <summary>The blocks in their order; once.</summary>
    internal abstract IAsyncEnumerable<CertifiedBlock> BlocksAsync(CancellationToken cancel);

    public abstract void Dispose();

    private static async Task<ChainSource> OfApiAsync(OperatorApi api, CancellationToken cancel)
    {
        try
        {
            return await StreamSource.OpenAsync(await api.BlocksAsync(cancel), api, cancel);
        }
        catch
        {
            api.Dispose();
            throw;
        }
    }

    private sealed class StoreSource(NetworkGenesis genesis, StoredChain chain) : ChainSource
    {
        internal override NetworkGenesis Genesis => genesis;

        internal override IAsyncEnumerable<CertifiedBlock> BlocksAsync(CancellationToken cancel) =>
            chain.Blocks().ToAsyncEnumerable();

        public override void Dispose() => chain.Dispose();
    }

    private sealed class StreamSource : ChainSource
    {
        private readonly ChainFeed _feed = new();
        private readonly byte[] _buffer = new byte[1 << 16];
        private readonly Stream _stream;
        private readonly IDisposable? _owner;
        private NetworkGenesis? _genesis;
        private bool _isOver;

        private StreamSource(Stream stream, IDisposable? owner)
        {
            _stream = stream;
            _owner = owner;
        }

        internal override NetworkGenesis Genesis => _genesis!;

        internal override Optional<ulong> Percent => _stream.CanSeek && _stream.Length > 0
            ? new((ulong)(_stream.Position * 100 / _stream.Length))
            : default;

        internal static async Task<ChainSource> OpenAsync(
            Stream stream, IDisposable? owner, CancellationToken cancel)
        {
            var source = new StreamSource(stream, owner);
            try
            {
                while (!source._feed.TryTakeGenesis(out source._genesis))
                {
                    await source.ReadAsync(cancel);
                }

                return source;
            }
            catch
            {
                source.Dispose();
                throw;
            }
        }

        internal override async IAsyncEnumerable<CertifiedBlock> BlocksAsync(
            [EnumeratorCancellation] CancellationToken cancel)
        {
            while (true)
            {
                while (_feed.TryTakeBlock(out CertifiedBlock? block))
                {
                    yield return block;
                }

                await ReadAsync(cancel);
                if (_isOver)
                {
                    yield break;
                }
            }
        }

        public override void Dispose()
        {
            _stream.Dispose();
            _owner?.Dispose();
        }

        /// <exception cref="ConfigurationException">The file is refused.</exception>
        private async Task ReadAsync(CancellationToken cancel)
        {
            int read = _feed.Flaw is null ? await _stream.ReadAsync(_buffer, cancel) : 0;
            _feed.Add(_buffer.AsSpan(0, read));
            _isOver = read == 0;
            if (_isOver && (_feed.Flaw ?? _feed.End()) is { } flaw)
            {
                throw new ConfigurationException(flaw);
            }
        }
    }
}

using Microsoft.Data.Sqlite;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.Storage;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Node.Tests.Storage;

public sealed class OperatorStoreTests : IDisposable
{
    private static readonly StoreOwner Owner = new(Hash32.Sha256("network"u8), new(3));
    private static readonly SecretName Name = SecretName.Share(new(1), Hash32.Sha256("attempt"u8));

    private readonly TemporaryFolder _folder = new();
    private readonly SecretScalar _identity = SecretScalar.FromUniformBytes(
        new byte[48].Select(static (_, i) => (byte)i).ToArray());

    private string Path => _folder.In("operator.db");

    public void Dispose()
    {
        _identity.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_was_committed_is_found_again()
    {
        using (OperatorStore store = Open())
        {
            store.Commit(
            [
                new OperatorEffect.Put("history/a", Bytes(1)),
                new OperatorEffect.Put("duty/b", Bytes(2)),
                new OperatorEffect.PutSecret(Name, Secret(7)),
            ]);
            store.Commit(
                [new OperatorEffect.Remove("duty/b"), new OperatorEffect.Put("history/a", Bytes(3))]);
        }

        using OperatorStore reopened = Open();
        StoredRecords found = reopened.Load();
        Assert.Equal(Bytes(3), Assert.Single(found.Records, static r => r.Key == "history/a").Value);
        Assert.DoesNotContain("duty/b", found.Records.Keys);
        using SecretBytes expected = Secret(7);
        Assert.True(found.Secrets[Name].FixedTimeEquals(expected));
    }

    [Fact]
    public void Blocks_come_in_the_order_of_their_heights_and_apart_from_other_records()
    {
        using OperatorStore store = Open();
        foreach (ulong height in (ulong[])[10, 2, 9, 11])
        {
            store.Commit([new OperatorEffect.Put(
                StoreKeys.Block(new(height)), new(CertifiedBlock.Ssz.Serialize(BlockAt(height))))]);
        }

        Assert.Equal([9UL, 10, 11], store.BlocksFrom(new(3), 9).Select(static b => b.Header.Height.Value));
        Assert.Equal([2UL, 9], store.BlocksFrom(default, 2).Select(static b => b.Header.Height.Value));
        StoredRecords found = store.Load();
        Assert.Empty(found.Records);
        Assert.Equal(4, found.Blocks.Count());
    }

    [Fact]
    public void A_second_opening_is_refused_until_the_first_is_closed()
    {
        using (Open())
        {
            Assert.Equal("StoreInUse", Assert.Throws<StoreException>(Open).Refusal.Reason);
        }

        Open().Dispose();
    }

    [Fact]
    public void A_store_of_somebody_else_is_refused()
    {
        Open().Dispose();
        Refused("OtherOwner", Owner with { Operator = new(4) });
        Refused("OtherOwner", Owner with { Network = Hash32.Sha256("other"u8) });
    }

    [Fact]
    public void A_file_that_is_no_store_is_refused()
    {
        File.WriteAllBytes(Path, [.. Enumerable.Range(0, 5000).Select(static i => unchecked((byte)i))]);
        Refused("DamagedStore", Owner);
    }

    [Fact]
    public void A_store_of_a_later_program_is_refused()
    {
        Open().Dispose();
        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 2";
            command.ExecuteNonQuery();
        }

        Refused("NewerStore", Owner);
    }

    [Fact]
    public void A_secret_opens_only_with_the_identity_that_sealed_it_and_under_its_name()
    {
        using var seal = new SecretSeal(_identity);
        using SecretBytes secret = Secret(5);
        byte[] sealedSecret = seal.Seal(Name, secret);
        using SecretBytes opened = seal.Open(Name, sealedSecret);
        Assert.True(opened.FixedTimeEquals(secret));

        using SecretScalar other = SecretScalar.FromUniformBytes(
            new byte[48].Select(static _ => (byte)9).ToArray());
        using var otherSeal = new SecretSeal(other);
        Assert.Throws<FormatException>(() => otherSeal.Open(Name, sealedSecret));
        Assert.Throws<FormatException>(() => seal.Open(SecretName.EncryptionKey(new(1), 0), sealedSecret));
        for (int i = 0; i < sealedSecret.Length; i++)
        {
            byte[] damaged = [.. sealedSecret];
            damaged[i] ^= 1;
            Assert.Throws<FormatException>(() => seal.Open(Name, damaged));
        }

        Assert.Throws<FormatException>(() => seal.Open(Name, sealedSecret.AsSpan(1)));
    }

    [Fact]
    public void No_byte_of_an_erased_secret_is_left_in_any_file_not_even_sealed()
    {
        var sealedSecrets = new List<byte[]>();
        using OperatorStore store = Open();
        for (int round = 0; round < 30; round++)
        {
            var name = SecretName.EncryptionKey(new((ulong)round), 0);
            SecretBytes secret = Secret((byte)(100 + round));
            store.Commit([new OperatorEffect.PutSecret(name, secret), new OperatorEffect.Put(
                $"noise/{round}", Noise(round))]);
            Assert.Equal(-1, _folder.AllBytes().AsSpan().IndexOf(secret.Span));
            sealedSecrets.Add(SealedBytesOf(name, store));
            store.Commit([new OperatorEffect.EraseSecret(name, secret)]);
        }

        byte[] all = _folder.AllBytes();
        Assert.True(all.Length > 4096);
        Assert.All(sealedSecrets, s => Assert.Equal(-1, all.AsSpan().IndexOf(s)));
    }

    private static byte[] SealedBytesOf(SecretName name, OperatorStore store) =>
        Assert.Single(store.SealedSecrets(), s => s.Name == name.ToString()).Sealed;

    private void Refused(string reason, StoreOwner owner) => Assert.Equal(
        reason,
        Assert.Throws<StoreException>(() =>
            OperatorStore.Open(Path, owner, new SecretSeal(_identity))).Refusal.Reason);

    private OperatorStore Open() => OperatorStore.Open(Path, Owner, new SecretSeal(_identity));

    private static ByteString Bytes(byte value) => new([value, value]);

    private static ByteString Noise(int round) =>
        new([.. Enumerable.Range(0, 3000).Select(i => unchecked((byte)(i * (round + 3))))]);

    private static SecretBytes Secret(byte value) => SecretBytes.From(Hash32.Sha256([value]).ToArray());

    private static CertifiedBlock BlockAt(ulong height) => new(
        new SignedHeader(
            new BlockHeader(new(height), default, default, new(1), default, default, default), default),
        new BlockBody([]),
        new BlockCertificate(1, BitString.Zeros(4), default));
}

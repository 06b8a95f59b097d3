using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Cryptography;

/// <summary>A batch of signatures holds exactly when each of them does.</summary>
public sealed class SignatureBatchTests
{
    private static readonly DomainSeparationTag Tag = DomainSeparationTag.Signature;

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    [InlineData(4UL)]
    public void A_batch_holds_exactly_when_each_signature_does(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 6; round++)
        {
            Batch batch =
                Batch.Random(random, count: 1 + random.NextBelow(24), messages: 1 + random.NextBelow(6));
            Assert.True(batch.Holds(), $"seed {seed}, round {round}");
            batch.Spoil(random);
            Assert.False(batch.HoldsOneByOne(), $"seed {seed}, round {round}");
            Assert.False(batch.Holds(), $"seed {seed}, round {round}");
        }
    }

    /// <summary>Then they share a pairing by their keys; some messages stay common to several.</summary>
    [Theory]
    [InlineData(11UL)]
    [InlineData(12UL)]
    public void A_batch_of_few_keys_and_many_messages_holds_exactly_when_each_signature_does(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 6; round++)
        {
            Batch batch = Batch.OfFewKeys(
                random, count: 1 + random.NextBelow(24), keys: 1 + random.NextBelow(3));
            Assert.True(batch.Holds(), $"seed {seed}, round {round}");
            batch.Spoil(random);
            Assert.False(batch.HoldsOneByOne(), $"seed {seed}, round {round}");
            Assert.False(batch.Holds(), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Signatures_that_a_key_exchanges_between_its_messages_are_seen()
    {
        Batch batch = Batch.OfFewKeys(new(13), count: 12, keys: 1);
        (batch.Signatures[5], batch.Signatures[7]) = (batch.Signatures[7], batch.Signatures[5]);
        Assert.False(batch.Holds());
    }

    [Fact]
    public void Errors_that_cancel_each_other_are_seen()
    {
        // Without weights the sum of the signatures is right, whether the messages are equal or not.
        for (int messages = 1; messages <= 2; messages++)
        {
            Batch batch = Batch.Random(new(5), count: 2, messages);
            G2Point error = HashToCurve.ToG2("error"u8, Tag);
            G2Point minus = Sum(error.Multiply(default(Scalar) - Scalar.From(2)), error);
            batch.Signatures[0] = Sum(batch.Signatures[0], error);
            batch.Signatures[1] = Sum(batch.Signatures[1], minus);
            Assert.True(G2Point.TrySum(batch.Signatures, out G2Point aggregate));
            Assert.True(Signatures.VerifyAggregate(batch.Keys, batch.Messages, aggregate, Tag));
            Assert.False(batch.Holds());
        }
    }

    [Fact]
    public void Signatures_that_are_exchanged_between_equal_messages_are_seen()
    {
        Batch batch = Batch.Random(new(6), count: 5, messages: 1);
        (batch.Signatures[1], batch.Signatures[3]) = (batch.Signatures[3], batch.Signatures[1]);
        Assert.False(batch.Holds());
    }

    [Fact]
    public void No_batch_and_no_uneven_batch_holds()
    {
        Batch batch = Batch.Random(new(7), count: 3, messages: 3);
        Assert.False(Signatures.VerifyBatch([], [], [], Tag));
        Assert.False(Signatures.VerifyBatch(batch.Keys, batch.Messages, batch.Signatures.AsSpan(1), Tag));
        Assert.False(Signatures.VerifyBatch(batch.Keys, batch.Messages.AsSpan(1), batch.Signatures, Tag));
    }

    private static G2Point Sum(G2Point a, G2Point b)
    {
        Assert.True(G2Point.TrySum([a, b], out G2Point sum));
        return sum;
    }

    private sealed record Batch(G1Point[] Keys, ByteString[] Messages, G2Point[] Signatures)
    {
        internal static Batch Random(SeededGenerator random, int count, int messages)
        {
            var batch = new Batch(new G1Point[count], new ByteString[count], new G2Point[count]);
            for (int i = 0; i < count; i++)
            {
                using SecretScalar secret = NewSecret(random);
                batch.Keys[i] = secret.ToPublicPoint();
                batch.Messages[i] = new([(byte)random.NextBelow(messages), 1, 2]);
                batch.Signatures[i] = secret.Sign(batch.Messages[i].AsSpan(), Tag);
            }

            return batch;
        }

        /// <summary>Most messages are signed once, the last two by whoever comes.</summary>
        internal static Batch OfFewKeys(SeededGenerator random, int count, int keys)
        {
            SecretScalar[] secrets = [.. Enumerable.Range(0, keys).Select(_ => NewSecret(random))];
            var batch = new Batch(new G1Point[count], new ByteString[count], new G2Point[count]);
            for (int i = 0; i < count; i++)
            {
                SecretScalar secret = secrets[random.NextBelow(keys)];
                batch.Keys[i] = secret.ToPublicPoint();
                batch.Messages[i] = new([(byte)(random.NextBelow(8) == 0 ? 255 : i), 7]);
                batch.Signatures[i] = secret.Sign(batch.Messages[i].AsSpan(), Tag);
            }

            Array.ForEach(secrets, static s => s.Dispose());
            return batch;
        }

        /// <summary>Makes one entry wrong in one of the ways there are.</summary>
        internal void Spoil(SeededGenerator random)
        {
            int i = random.NextBelow(Keys.Length);
            using SecretScalar other = NewSecret(random);
            switch (random.NextBelow(3))
            {
                case 0:
                    Keys[i] = other.ToPublicPoint();
                    break;
                case 1:
                    Messages[i] = new("another message"u8);
                    break;
                default:
                    Signatures[i] = other.Sign(Messages[i].AsSpan(), Tag);
                    break;
            }
        }

        internal bool Holds() =>
            TrustlessPools.Cryptography.Bls.Signatures.VerifyBatch(Keys, Messages, Signatures, Tag);

        internal bool HoldsOneByOne() => Enumerable.Range(0, Keys.Length).All(i =>
            TrustlessPools.Cryptography.Bls.Signatures.Verify(
                Keys[i], Messages[i].AsSpan(), Signatures[i], Tag));

        private static SecretScalar NewSecret(SeededGenerator random)
        {
            Span<byte> bytes = stackalloc byte[SecretScalar.UniformSize];
            random.Fill(bytes);
            return SecretScalar.FromUniformBytes(bytes);
        }
    }
}

using System.CommandLine;
using System.Text.Json;
using TrustlessPools.Benchmarks.Measuring;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Binding;

/// <summary><c>binding</c>: signing and verifying through our binding and through npm's, in turns.</summary>
internal static class BindingCommand
{
    private static readonly byte[] Message = Hash32.Sha256("a duty"u8).ToArray();
    private static readonly byte[] Secret = Hash32.Sha256("a key"u8).ToArray();

    internal static Command Create()
    {
        var rounds = new Option<int>("--rounds")
        {
            Description = "How often each side has its turn.",
            DefaultValueFactory = static _ => 50,
        };
        var count = new Option<int>("--count")
        {
            Description = "Signatures in a turn.",
            DefaultValueFactory = static _ => 50,
        };
        var command =
            new Command("binding", "Compare with npm @chainsafe/blst 2.2.0, byte by byte, then in time.")
        {
            rounds, count,
        };
        command.SetAction(parsed => Run(parsed.GetValue(rounds), parsed.GetValue(count)));
        return command;
    }

    private static void Run(int rounds, int count)
    {
        Secret[0] &= 0x3f; // below the group's order
        bool isKey = SecretScalar.TryFromBytes(Secret, out SecretScalar? secret);
        Invariant.Holds(isKey, "The key is a scalar.");
        G1Point key = secret!.ToPublicPoint();
        G2Point signature = secret.Sign(Message, DomainSeparationTag.Signature);
        (G1Bytes keyBytes, G2Bytes signatureBytes) = (key.ToBytes(), signature.ToBytes());
        using ChainsafePeer peer = ChainsafePeer.Start();
        Compare(peer, keyBytes, signatureBytes);

        Machine.Print();
        var table = new Table("", "this binding, µs", "@chainsafe/blst, µs", "ratio");
        var pair = new Pair(peer, table, rounds, count);
        pair.Measure(
            "sign, to bytes", "sign", () => secret.Sign(Message, DomainSeparationTag.Signature).ToBytes());
        pair.Measure(
            "verify, points checked before",
            "verify",
            () => Signatures.Verify(key, Message, signature, DomainSeparationTag.Signature));
        pair.Measure(
            "verify from bytes, all checks",
            "verifyBytes",
            () => G1Point.TryDecode(keyBytes, out G1Point k)
                && G2Point.TryDecode(signatureBytes, out G2Point s)
                && Signatures.Verify(k, Message, s, DomainSeparationTag.Signature));
    }

    private static void Compare(ChainsafePeer peer, G1Bytes key, G2Bytes signature)
    {
        JsonElement other = peer.Ask(new
        {
            act = "begin",
            secret = Convert.ToHexString(Secret),
            message = Convert.ToHexString(Message),
        });
        Invariant.Holds(
            $"0x{other.GetProperty("key").GetString()}" == key.ToString()
                && $"0x{other.GetProperty("signature").GetString()}" == signature.ToString()
                && other.GetProperty("valid").GetBoolean(),
            "Both sides make the same key and the same signature.");
    }

    /// <summary>Measures an act on both sides.</summary>
    private sealed record Pair(ChainsafePeer Peer, Table Table, int Rounds, int Count)
    {
        internal void Measure<T>(string title, string act, Func<T> ours)
        {
            var here = new List<double>();
            var there = new List<double>();
            var ratios = new List<double>();
            for (int round = -2; round < Rounds; round++)
            {
                double a = 1000 / (double)Count * CpuTime.Of(() => Repeat(ours));
                double b =
                    Peer.Ask(new { act, count = Count }).GetProperty("microseconds").GetDouble() / Count;
                if (round >= 0)
                {
                    here.Add(a);
                    there.Add(b);
                    ratios.Add(a / b);
                }
            }

            Table.Row(title, Sample.Median(here), Sample.Median(there), Sample.Median(ratios));
        }

        private void Repeat<T>(Func<T> act)
        {
            for (int i = 0; i < Count; i++)
            {
                act();
            }
        }
    }
}

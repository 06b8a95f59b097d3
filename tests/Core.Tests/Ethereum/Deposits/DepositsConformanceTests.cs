using System.Globalization;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ethereum.Deposits;

/// <summary>Files of deposits that other implementations have made, and the tree of EIP-4881.</summary>
public sealed class DepositsConformanceTests
{
    [Fact]
    public void Files_of_launchpads_are_verified() =>
        VectorSuite.Open("deposit-data").EachTextBelow("*.json", CheckFile).Finish();

    [Fact]
    public void Files_of_key_ceremonies_are_verified() =>
        VectorSuite.Open("ssv-dkg-ceremonies").EachTextBelow("deposit*.json", CheckFile).Finish();

    [Fact]
    public void Deposits_have_the_roots_that_the_contract_computes() =>
        VectorSuite.Open("deposit-data").EachTextBelow("eip4881*.yaml", static (_, text) =>
        {
            var leaves = new List<Hash32>();
            foreach (Dictionary<string, string> c in Cases(text))
            {
                Hash32 root = DepositData.Ssz.HashTreeRoot(new(
                    G1Bytes.Parse(c["pubkey"]),
                    new(Hash32.Parse(c["withdrawal_credentials"])),
                    new(ulong.Parse(c["amount"], CultureInfo.InvariantCulture)),
                    G2Bytes.Parse(c["signature"])));
                leaves.Add(root);
                Assert.Equal(c["deposit_data_root"], root.ToString());
                Assert.Equal(c["deposit_count"], leaves.Count.ToString(CultureInfo.InvariantCulture));

                Hash32 tree = Merkle.Root(leaves.ToArray(), 1UL << Deposit.TreeDepth);
                Assert.Equal(c["deposit_root"], Merkle.MixIn(tree, (ulong)leaves.Count).ToString());
            }

            Assert.NotEmpty(leaves);
        })
        .Finish();

    /// <summary>A file that is to be refused has "invalid" in its path.</summary>
    private static void CheckFile(string path, string text)
    {
        Sequence<SignedDeposit> deposits = Parse(text);
        Assert.NotEmpty(deposits);
        Sequence<DepositRefusal?> verdicts = deposits.Map(
            static d => d.Verify(new(d.GenesisVersion, default)));
        bool isInvalid = path.Contains("invalid", StringComparison.Ordinal);
        Assert.True(isInvalid == verdicts.Any(static v => v is not null), $"{verdicts}");

        Assert.Equal(deposits, Parse(SignedDeposit.FileShape.ToText(deposits)));
    }

    private static Sequence<SignedDeposit> Parse(string text)
    {
        bool reads = SignedDeposit.FileShape.TryParse(
            text, out Sequence<SignedDeposit> deposits, out string? flaw);
        Assert.True(reads, flaw);
        return deposits;
    }

    /// <summary>
    /// The scalars of each case; the file's YAML has one of them on a line, each name once in a case.
    /// </summary>
    private static IEnumerable<Dictionary<string, string>> Cases(string yaml)
    {
        Dictionary<string, string>? c = null;
        foreach (string line in yaml.Split('\n'))
        {
            if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                if (c is not null)
                {
                    yield return c;
                }

                c = [];
            }

            string[] parts = line.Split(": ", 2);
            if (c is not null && parts.Length == 2)
            {
                // The snapshot, which comes last, has its own count under the same name: the first one is
                // meant.
                c.TryAdd(parts[0].Trim(), parts[1].Trim().Trim('"'));
            }
        }

        yield return c!;
    }
}

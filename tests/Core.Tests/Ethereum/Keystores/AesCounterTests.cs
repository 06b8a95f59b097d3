using TrustlessPools.Ethereum.Keystores;

namespace TrustlessPools.Core.Tests.Ethereum.Keystores;

public sealed class AesCounterTests
{
    /// <summary>NIST SP 800-38A, appendix F.5.1, CTR-AES128.Encrypt.</summary>
    [Fact]
    public void Encrypts_the_blocks_of_the_standard()
    {
        byte[] text = Convert.FromHexString(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
        AesCounter.Apply(
            Convert.FromHexString("2b7e151628aed2a6abf7158809cf4f3c"),
            Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"),
            text);
        Assert.Equal(
            "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"
            + "5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee",
            Convert.ToHexStringLower(text));
    }

    [Fact]
    public void The_counter_carries_and_wraps_and_a_part_of_a_block_is_encrypted()
    {
        byte[] key = new byte[AesCounter.KeySize];
        byte[] last = [.. Enumerable.Repeat((byte)0xff, AesCounter.BlockSize)];
        byte[] both = new byte[20];
        byte[] first = new byte[4];
        AesCounter.Apply(key, last, both);
        AesCounter.Apply(key, new byte[AesCounter.BlockSize], first);
        Assert.Equal(first, both[16..]);
    }
}

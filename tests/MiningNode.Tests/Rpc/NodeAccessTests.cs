using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.Testing;

namespace TrustlessPools.MiningNode.Tests.Rpc;

/// <summary>Where user and password come from, and that the password is not shown.</summary>
public sealed class NodeAccessTests
{
    private static readonly Uri Address = new("http://x:se%3Acret@127.0.0.1:8332/");

    [Fact]
    public void An_address_may_hold_user_and_password()
    {
        NodeAccess access = NodeAccess.From(Address);
        Assert.Equal(("x", "se:cret"), (access.User, access.Password));
        Assert.Equal("http://127.0.0.1:8332/", access.Address.ToString());
    }

    [Fact]
    public void A_password_is_not_shown() =>
        Assert.Equal("x@http://127.0.0.1:8332/", NodeAccess.From(Address).ToString());

    [Fact]
    public void A_cookie_holds_user_and_password()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In(".cookie");
        File.WriteAllText(path, "__cookie__:0123\n");
        NodeAccess access = NodeAccess.FromCookie(Address, path);
        Assert.Equal(("__cookie__", "0123"), (access.User, access.Password));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no colon")]
    [InlineData(":password")]
    [InlineData("user:")]
    public void What_is_no_cookie_is_refused(string? text)
    {
        using var folder = new TemporaryFolder();
        string path = folder.In(".cookie");
        if (text is not null)
        {
            File.WriteAllText(path, text);
        }

        BitcoinNodeException thrown =
            Assert.Throws<BitcoinNodeException>(() => NodeAccess.FromCookie(Address, path));
        Assert.Equal("UnreadableCookie", thrown.Refusal.Reason);
    }
}

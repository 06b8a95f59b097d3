using System.Text;

namespace TrustlessPools.MiningNode.Rpc;

/// <summary>Where a node's JSON-RPC interface is, and what opens it.</summary>
/// <param name="Address">Without user and password; plain HTTP belongs on the own machine only.</param>
/// <param name="User">The user's name.</param>
/// <param name="Password">The password; it is never shown.</param>
public sealed record NodeAccess(Uri Address, string User, string Password)
{
    private const int CookieSizeMax = 1024;

    /// <summary>
    /// Takes user and password from an address, such as <c>http://x:secret@127.0.0.1:8332</c>.
    /// </summary>
    public static NodeAccess From(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        string[] parts = address.UserInfo.Split(':', 2);
        return new(
            WithoutUser(address),
            Uri.UnescapeDataString(parts[0]),
            parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
    }

    /// <summary>Takes user and password from the file that Bitcoin Core writes at every start.</summary>
    /// <param name="address">Where the node is; a user in it has no effect.</param>
    /// <param name="path">Its <c>.cookie</c>.</param>
    /// <exception cref="BitcoinNodeException">UnreadableCookie: it is not there, or is no cookie.</exception>
    public static NodeAccess FromCookie(Uri address, string path)
    {
        ArgumentNullException.ThrowIfNull(address);
        string[] parts = ReadCookie(path).Trim().Split(':', 2);
        return parts is [{ Length: > 0 } user, { Length: > 0 } password]
            ? new(WithoutUser(address), user, password)
            : throw new BitcoinNodeException(NodeRefusals.UnreadableCookie(path, "no user:password"));
    }

    public override string ToString() => $"{User}@{Address}";

    private static string ReadCookie(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            var bytes = new byte[CookieSizeMax];
            int length = file.ReadAtLeast(bytes, CookieSizeMax, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BitcoinNodeException(NodeRefusals.UnreadableCookie(path, e.Message), e);
        }
    }

    private static Uri WithoutUser(Uri address) =>
        new UriBuilder(address) { UserName = string.Empty, Password = string.Empty }.Uri;
}

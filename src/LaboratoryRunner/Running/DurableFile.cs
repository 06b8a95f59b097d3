using System.Text;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>Files that are there whole or not at all, whenever a process or a machine ends.</summary>
internal static class DurableFile
{
    /// <summary>The ending of a file that is being written.</summary>
    internal const string Unfinished = ".new";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes beside the place, flushes, and renames.</summary>
    internal static void Write(string path, string text)
    {
        // Shards may share a folder on a file system of several machines.
        string beside = $"{path}.{Guid.NewGuid():n}{Unfinished}";
        using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(Utf8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}

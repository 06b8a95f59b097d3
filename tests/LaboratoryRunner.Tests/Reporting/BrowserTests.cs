using System.Diagnostics;
using TrustlessPools.LaboratoryRunner.Reporting;
using TrustlessPools.Testing;

namespace TrustlessPools.LaboratoryRunner.Tests.Reporting;

/// <summary>The page in a real browser: its policy lets its own scripts run, and they draw.</summary>
public sealed class BrowserTests
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    /// <summary>
    /// The scripts name in the page how many charts they drew, after the last; each is a picture of theirs,
    /// and the one that stood there before is gone.
    /// </summary>
    [Fact]
    public async Task Every_chart_is_drawn()
    {
        using var folder = new TemporaryFolder();
        ReportFiles.Write(folder.In("out"), SampleReport.Run, SampleReport.Report);
        string page = await ChromiumAsync(folder, "--dump-dom");
        Assert.Contains("data-charts=\"3\"", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("class=\"picture live\"").Length - 1);
        Assert.Contains("closed form", page[page.IndexOf("picture live", StringComparison.Ordinal)..],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_screenshot_of_it_is_not_blank()
    {
        using var folder = new TemporaryFolder();
        ReportFiles.Write(folder.In("out"), SampleReport.Run, SampleReport.Report);
        string file = folder.In("page.png");
        await ChromiumAsync(folder, $"--screenshot={file}", "--window-size=1200,4000");

        // A blank page of this size compresses to some 20 kB.
        Assert.True(new FileInfo(file).Length > 60_000, $"{new FileInfo(file).Length} bytes");
    }

    private static async Task<string> ChromiumAsync(TemporaryFolder folder, params string[] arguments)
    {
        string? chromium = Names
            .SelectMany(static name => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
                .Split(Path.PathSeparator).Select(p => Path.Combine(p, name)))
            .FirstOrDefault(File.Exists);
        Requirements.Require("chromium", chromium is not null, "no chromium is installed here");
        var start = new ProcessStartInfo(chromium!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])[
            "--headless=new", "--no-sandbox", "--disable-gpu", $"--user-data-dir={folder.In("profile")}",
            .. arguments, new Uri(folder.In("out", ReportFiles.Page)).AbsoluteUri])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}

using System.Diagnostics;
using System.Net;
using System.Reflection;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;

namespace Orleans.Tx.Console.Tests.Deployment;

/// <summary>The folder that the image has, where it is run as there.</summary>
public sealed class PublishedProgramTests
{
    // The folder of the program and one for data; all the rest can only be read, and nobody has no rights at all.
    private const string AsInAContainer = """
        set -eu
        chown 65534:65534 "$2"
        mount --make-rprivate /
        mount --bind "$2" "$2"
        mount -o remount,ro,bind /
        cd "$2"
        if touch "$1/written" 2>/dev/null; then echo "the file system can be written" >&2; exit 1; fi
        exec setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs --bounding-set=-all \
            "$1/tx" up --listen http://127.0.0.1:0 --data "$2/store"
        """;

    private static string Root => typeof(PublishedProgramTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "RepositoryRoot").Value!;

    [Fact]
    public async Task Published_folder_serves_as_nobody_on_a_file_system_that_it_can_only_read()
    {
        Assert.SkipUnless(Environment.UserName == "root" && File.Exists("/usr/bin/unshare") && File.Exists("/usr/bin/setpriv"), "Only root can make such a place here, with unshare and setpriv.");
        await using var work = new Workplace();
        var (program, data) = (work["program"], Directory.CreateDirectory(work["data"]).FullName);
        await Publish(program);

        await using var service = Serve(program, data);
        await service.Until(() => service.Out.Contains("; Ctrl-C stops it.", StringComparison.Ordinal), "it answers");
        var address = service.Out.Split("answers at ")[1].Split(';')[0];
        using var http = new HttpClient();
        foreach (var path in (string[])["healthz", "readyz"])
        {
            using var answer = await http.GetAsync(new Uri(new Uri(address), path), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal("ready\n", await work.Output("health", address));
        await service.Signal("TERM");
        Assert.NotEqual(ExitStatus.Failed, (await service.End()).Status);
        Assert.Equal(ExitStatus.Failed, (await work.Run("health", address)).Status);
        await Eventually.Holds(() => !File.Exists(Path.Combine(data, "store", "postgres", "postmaster.pid")), "its database ends with it");
    }

    private static RunningProgram Serve(string program, string data)
    {
        var start = new ProcessStartInfo("unshare", ["--mount", "/bin/sh", "-c", AsInAContainer, "sh", program, data]);
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("DOTNET_EnableDiagnostics", "0"), ("HOME", "/nonexistent"), ("TMPDIR", data)])
            start.Environment[name] = value;
        return RunningProgram.Start(start);
    }

    // What was built with these tests, not built anew.
    private static async Task Publish(string folder)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var engine = File.Exists(Path.Combine(built.FullName, "Orleans.Tx.Embedded.dll")) ? "embedded" : "orleans";
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Root, "client", "Orleans.Tx.Client.csproj"), "-c", built.Name, "--no-build", "--no-restore", "-nologo", "-v", "q",
            $"-p:Engine={engine}", $"-p:ArtifactsPath={built.Parent!.Parent!.Parent!.FullName}", "-o", folder,
        ]);
        await using var publish = RunningProgram.Start(start);
        var published = await publish.End();
        Assert.True(published.Status == ExitStatus.Done, published.Out + published.Error);
    }
}

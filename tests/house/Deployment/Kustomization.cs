using System.Diagnostics;

namespace Orleans.Tx.House.Tests.Deployment;

/// <summary>An overlay with everything in its place, by kubectl.</summary>
internal static class Kustomization
{
    public const string FileName = "kustomization.yaml";

    // What the laptop's overlay takes from files that are never committed.
    private static readonly (string Name, string Content)[] Secrets =
        [("pgpass", "*:*:*:tx:test"), ("postgres-password", "test"), ("sha256", new string('0', 64))];

    private static readonly Lazy<bool> HasKubectl = new(() => Run("version", "--client") is not null);

    /// <summary>The objects of an overlay; skips the test where there is no kubectl.</summary>
    public static List<object> Render(string overlay)
    {
        Assert.SkipUnless(HasKubectl.Value, "kubectl is not installed, so what kustomize makes of deploy/kubernetes was not looked at.");
        var copy = Directory.CreateTempSubdirectory("tx-kustomize-");
        try
        {
            foreach (var path in Repository.Files(ManifestFile.Folder))
            {
                var target = Path.Combine(copy.FullName, Path.GetRelativePath(ManifestFile.Folder, path));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Repository.PathOf(path), target);
            }

            var secrets = Directory.CreateDirectory(Path.Combine(copy.FullName, "overlays", "laptop", "secrets"));
            foreach (var (name, content) in Secrets)
                File.WriteAllText(Path.Combine(secrets.FullName, name), content);
            return ManifestFile.Parse(Run("kustomize", Path.Combine(copy.FullName, "overlays", overlay))!);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    // Null where there is no such program.
    private static string? Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var kubectl = Process.Start(start)!;
            var error = kubectl.StandardError.ReadToEndAsync();
            var output = kubectl.StandardOutput.ReadToEnd();
            kubectl.WaitForExit();
            Assert.True(kubectl.ExitCode == 0, error.Result);
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

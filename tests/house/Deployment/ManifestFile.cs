using k8s;

namespace Orleans.Tx.House.Tests.Deployment;

/// <summary>Objects of Kubernetes, read into the types that they say they are: a field that a type does not have is an error.</summary>
internal static class ManifestFile
{
    public const string Folder = "deploy/kubernetes";

    /// <summary>What is committed, as it is.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Repository.Files(Folder, ".yaml").Where(path => Path.GetFileName(path) != Kustomization.FileName)];

    public static List<object> Parse(string yaml) => KubernetesYaml.LoadAllFromString(yaml, strict: true);

    public static List<object> Load(string relative) => Parse(File.ReadAllText(Repository.PathOf(relative)));
}

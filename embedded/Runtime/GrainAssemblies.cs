using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orleans.Runtime;

/// <summary>
/// Finds the grain classes without any registration, as generated metadata does in a cluster: in all assemblies that came
/// with the application and refer to this one.
/// </summary>
internal static class GrainAssemblies
{
    private static readonly string Engine = typeof(GrainAssemblies).Assembly.GetName().Name!;

    private static readonly Lazy<IReadOnlyList<Type>> Found = new(Scan);

    internal static IReadOnlyList<Type> GrainClasses => Found.Value;

    private static IReadOnlyList<Type> Scan()
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(reference => reference.Name == Engine));
        return
        [
            .. loaded.Concat(OfApplication())
                .Distinct()
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                    && type.IsAssignableTo(typeof(IGrain)))
        ];
    }

    // References are read from the files, so that nothing is loaded in vain.
    private static IEnumerable<Assembly> OfApplication() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal) && RefersToEngine(path))
            .Select(path => Assembly.Load(AssemblyName.GetAssemblyName(path)));

    private static bool RefersToEngine(string path)
    {
        if (!File.Exists(path))
            return false;
        using var image = new PEReader(File.OpenRead(path));
        if (!image.HasMetadata)
            return false;
        var metadata = image.GetMetadataReader();
        return metadata.AssemblyReferences.Any(handle =>
            metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, Engine));
    }
}

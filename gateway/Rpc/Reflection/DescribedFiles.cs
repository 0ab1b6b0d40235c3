using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Orleans.Tx.Gateway.Rpc.Reflection;

/// <summary>The files in which the services are described, by their names and by what they declare.</summary>
internal sealed class DescribedFiles
{
    private readonly Dictionary<string, FileDescriptor> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _bySymbol = new(StringComparer.Ordinal);

    public DescribedFiles(ServedServices services)
    {
        Services = [.. services.All.Select(service => service.FullName).Order(StringComparer.Ordinal)];
        foreach (var service in services.All)
            Add(service.File);
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<string> Services { get; }

    /// <summary>A file and all that it imports, itself first; null where there is none of this name.</summary>
    public IReadOnlyList<ByteString>? Named(string name) => _byName.TryGetValue(name, out var file) ? WithImports(file) : null;

    /// <summary>The file that declares something; null where none does.</summary>
    public IReadOnlyList<ByteString>? Declaring(string symbol) => _bySymbol.TryGetValue(symbol, out var file) ? WithImports(file) : null;

    /// <summary>Whether there is a message of this name. None of them has extensions: those are of proto2.</summary>
    public bool HasMessage(string name) => _bySymbol.GetValueOrDefault(name)?.MessageTypes.SelectMany(WithNested).Any(type => type.FullName == name) == true;

    private static List<ByteString> WithImports(FileDescriptor file)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var files = new List<ByteString>();
        void Take(FileDescriptor one)
        {
            if (!seen.Add(one.Name))
                return;
            files.Add(one.SerializedData);
            foreach (var imported in one.Dependencies)
                Take(imported);
        }

        Take(file);
        return files;
    }

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor type) => [type, .. type.NestedTypes.SelectMany(WithNested)];

    private static IEnumerable<IDescriptor> Declared(FileDescriptor file)
    {
        var types = file.MessageTypes.SelectMany(WithNested).ToList();
        return
        [
            .. types,
            .. types.SelectMany(type => type.Fields.InDeclarationOrder()),
            .. types.SelectMany(type => type.EnumTypes).Concat(file.EnumTypes),
            .. file.Services,
            .. file.Services.SelectMany(service => service.Methods),
        ];
    }

    private void Add(FileDescriptor file)
    {
        if (!_byName.TryAdd(file.Name, file))
            return;
        foreach (var declared in Declared(file))
            _bySymbol[declared.FullName] = file;
        foreach (var imported in file.Dependencies)
            Add(imported);
    }
}

using System.Reflection;

namespace Orleans.Tx.Embedded.Tests.Surface;

/// <summary>
/// Types and their members as lines of text: what comes before the types' bases, the bases, and a line for each public or
/// protected member. It reads lists in that form, and makes one of an assembly.
/// </summary>
internal sealed class PublicSurface
{
    private readonly Dictionary<string, (HashSet<string> Bases, HashSet<string> Members)> _types = [];

    public IReadOnlyCollection<string> Types => _types.Keys;

    public static PublicSurface Of(Assembly assembly)
    {
        var surface = new PublicSurface();
        foreach (var type in assembly.GetExportedTypes())
        {
            surface.Add(SurfaceText.Header(type), SurfaceText.Bases(type));
            foreach (var member in SurfaceText.Members(type))
                surface.Add(SurfaceText.Header(type), member);
        }

        return surface;
    }

    /// <summary>Adds a list. A type may stand in several: what each of them says counts.</summary>
    public void Read(TextReader list)
    {
        var header = "";
        while (list.ReadLine() is { } line)
        {
            if (line.StartsWith(' '))
            {
                Add(header, line.Trim());
                if (header.StartsWith("enum ", StringComparison.Ordinal))
                    foreach (var value in line.Split(',', StringSplitOptions.TrimEntries))
                        Add(header, value);
            }
            else
            {
                var colon = line.IndexOf(" : ", StringComparison.Ordinal);
                header = colon < 0 ? line : line[..colon];
                Add(header, colon < 0 ? [] : SurfaceText.SplitList(line[(colon + 3)..]));
            }
        }
    }

    /// <summary>What is here and not there.</summary>
    public IEnumerable<string> Beyond(PublicSurface other)
    {
        foreach (var (header, (bases, members)) in _types)
        {
            if (!other._types.TryGetValue(header, out var known))
            {
                yield return header;
                continue;
            }

            foreach (var name in bases.Except(known.Bases))
                yield return $"{header} : {name}";
            foreach (var member in members.Except(known.Members))
                yield return $"{header} | {member}";
        }
    }

    private (HashSet<string> Bases, HashSet<string> Members) Type(string header)
    {
        if (!_types.TryGetValue(header, out var type))
            _types[header] = type = ([], []);
        return type;
    }

    private void Add(string header, IEnumerable<string> bases) => Type(header).Bases.UnionWith(bases);

    private void Add(string header, string member) => Type(header).Members.Add(member);
}

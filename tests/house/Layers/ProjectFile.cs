using System.Xml.Linq;

namespace Orleans.Tx.House.Tests.Layers;

/// <summary>What a project file says that its project needs.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _document;

    private ProjectFile(string name, XDocument document) => (Name, _document) = (name, document);

    /// <summary>The file's name without ending: the project's name.</summary>
    public string Name { get; }

    /// <summary>Names of the projects that it refers to.</summary>
    public IEnumerable<string> Projects => Includes("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    public IEnumerable<string> Packages => Includes("PackageReference");

    public static ProjectFile Load(string relative) =>
        new(Path.GetFileNameWithoutExtension(relative), XDocument.Load(Repository.PathOf(relative)));

    public static ProjectFile Parse(string name, string xml) => new(name, XDocument.Parse(xml));

    private IEnumerable<string> Includes(string item) => _document.Descendants(item)
        .SelectMany(element => ((string?)element.Attribute("Include") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Orleans.Tx.Gateway.Security;

/// <summary>
/// The secrets with which cookies and the state of pages are encrypted. They live as long as this process: nothing is on disk, where the framework
/// would put them.
/// </summary>
internal sealed class Secrets : IXmlRepository
{
    private readonly Lock _gate = new();
    private readonly List<XElement> _elements = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_gate)
            return [.. _elements];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_gate)
            _elements.Add(element);
    }
}

using System.Xml.Linq;

namespace Orleans.Tx.Charts;

/// <summary>A part of a picture, drawn from y = 0 down.</summary>
/// <param name="Element">A group.</param>
internal readonly record struct Figure(XElement Element, double Height);

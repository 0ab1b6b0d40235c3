using System.Collections;

namespace Grpc.Core;

/// <summary>Headers or trailers of a call. A key may occur several times; they keep their order.</summary>
public sealed partial class Metadata : IList<Metadata.Entry>
{
    /// <summary>Keys that end in this have bytes for a value; all others have printable ASCII.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>None, and none can be added.</summary>
    public static readonly Metadata Empty = new([], true);

    private readonly List<Entry> _entries;

    public Metadata()
        : this([], false)
    {
    }

    private Metadata(List<Entry> entries, bool isReadOnly) => (_entries, IsReadOnly) = (entries, isReadOnly);

    public int Count => _entries.Count;

    public bool IsReadOnly { get; }

    public Entry this[int index]
    {
        get => _entries[index];
        set => Writable()[index] = NotNull(value);
    }

    /// <summary>The last entry with this key.</summary>
    public Entry? Get(string key) => _entries.FindLast(entry => entry.Has(key));

    public IEnumerable<Entry> GetAll(string key) => _entries.Where(entry => entry.Has(key));

    /// <summary>The last value with this key.</summary>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The last value with this key, as bytes.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    public void Add(string key, string value) => Add(new Entry(key, value));

    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    public void Add(Entry item) => Writable().Add(NotNull(item));

    public void Insert(int index, Entry item) => Writable().Insert(index, NotNull(item));

    public bool Remove(Entry item) => Writable().Remove(item);

    public void RemoveAt(int index) => Writable().RemoveAt(index);

    public void Clear() => Writable().Clear();

    public int IndexOf(Entry item) => _entries.IndexOf(item);

    public bool Contains(Entry item) => _entries.Contains(item);

    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Entry NotNull(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry;
    }

    private List<Entry> Writable() => IsReadOnly ? throw new InvalidOperationException("This metadata is read-only.") : _entries;
}

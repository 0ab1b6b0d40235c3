using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One key with its value.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> Allowed =
            SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

        private readonly string? _text;
        private readonly byte[]? _bytes;

        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = Normal(key);
            if (Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal))
                throw new ArgumentException($"The key '{key}' ends in {BinaryHeaderSuffix}: its value is bytes, not text.", nameof(key));
            _text = value;
        }

        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = Normal(key);
            if (!Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal))
                throw new ArgumentException($"The key '{key}' does not end in {BinaryHeaderSuffix}: its value is text, not bytes.", nameof(key));
            _bytes = [.. valueBytes];
        }

        /// <summary>In lower case.</summary>
        public string Key { get; }

        public bool IsBinary => _bytes is not null;

        /// <exception cref="InvalidOperationException">The value is bytes.</exception>
        public string Value => _text ?? throw new InvalidOperationException($"The value of '{Key}' is bytes.");

        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : [.. _bytes];

        /// <summary>As it stands in a header.</summary>
        internal string Written => _text ?? Convert.ToBase64String(_bytes!);

        public override string ToString() => $"{Key}: {Written}";

        internal static bool Allows(string key) => key.Length > 0 && !key.AsSpan().ContainsAnyExcept(Allowed);

        internal bool Has(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string Normal(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            return Allows(key)
                ? key.ToLowerInvariant()
                : throw new ArgumentException($"'{key}' is no metadata key: letters, digits, '_', '-' and '.' are allowed.", nameof(key));
        }
    }
}

"""Calls the gateway by Python's gRPC: contract.py ADDRESS DESCRIPTORS SCENARIO"""
import resource
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

address, descriptors, scenario = sys.argv[1:4]

pool = descriptor_pool.DescriptorPool()
with open(descriptors, "rb") as file:
    for proto in descriptor_pb2.FileDescriptorSet.FromString(file.read()).file:
        pool.AddSerializedFile(proto.SerializeToString())

# What a method has to be told.
NEEDED = {
    "Customers.Get": {"id": "ada"},
    "Transactions.Groups": {"by": "customer"},
    "Weeks.Get": {"week": "2026-W40"},
    "Weeks.Plan": {"from": "2026-W40"},
    "Weeks.Pull": {"from": "2026-W40"},
    "Weeks.Change": {"order": 1},
    "Imports.Open": {"files": [{"name": "a.csv"}]},
    "Operation.StartForgetting": {"customer": "ada"},
}


def message(name):
    descriptor = pool.FindMessageTypeByName(name)
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(pool).GetPrototype(descriptor)


def methods(channel):
    """Each method by its name, such as Weeks.List: a function of fields and options of the call."""
    for service in pool.FindFileByName("tx/v1/tx.proto").services_by_name.values():
        for method in service.methods:
            request, response = message(method.input_type.full_name), message(method.output_type.full_name)
            kind = channel.unary_stream if method.server_streaming else channel.unary_unary
            call = kind(f"/{service.full_name}/{method.name}", request_serializer=request.SerializeToString, response_deserializer=response.FromString)
            yield f"{service.name}.{method.name}", lambda fields, call=call, request=request, **options: call(request(**fields), **options)


def refused(call, code):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == code, error
        return error
    raise AssertionError("not refused")


def every(tx):
    assert len(tx) == 34, sorted(tx)
    for name, call in tx.items():
        answer = call(NEEDED.get(name, {}), timeout=60)
        if hasattr(answer, "cancel"):
            first = next(answer)
            assert first.ListFields(), name
            answer.cancel()
        elif name != "Weeks.Runs":
            assert answer.ListFields(), name


def million(tx):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    last = 0
    for part in tx["Transactions.List"]({}):
        assert part.HasField("coverage") == (last == 0)
        for row in part.transactions:
            last += 1
        assert part.transactions[-1].id == f"t{last:07}"
    assert last == 1_000_000, last
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 100 * 1024, f"{grown} kB more for a stream of 180 MB"


def cancel(tx):
    rows = tx["Transactions.List"]({})
    for _ in range(100):
        next(rows)
    rows.cancel()
    refused(lambda: [part for part in rows], grpc.StatusCode.CANCELLED)


def deadline(tx):
    rows = tx["Transactions.List"]({}, timeout=2)
    assert len(next(rows).transactions) > 0
    refused(lambda: [part for part in rows], grpc.StatusCode.DEADLINE_EXCEEDED)


def large(tx):
    ids = [f"customer-{number:030}" for number in range(100_000)]
    assert tx["Revenue.Months"]({"customer": ids}).currencies
    refused(lambda: tx["Revenue.Months"]({"customer": ["x" * (17 << 20)]}), grpc.StatusCode.RESOURCE_EXHAUSTED)
    assert tx["Revenue.Months"]({}).currencies


def argument(tx):
    error = refused(lambda: tx["Customers.Get"]({}), grpc.StatusCode.INVALID_ARGUMENT)
    assert error.details() == "id: is missing; write a customer's id", error.details()
    error = refused(lambda: tx["Weeks.Change"]({}), grpc.StatusCode.INVALID_ARGUMENT)
    assert error.details().startswith("order: is missing; allowed: WEEK_ORDER_PAUSE"), error.details()
    error = refused(lambda: tx["Weeks.List"]({"source": "nowhere"}), grpc.StatusCode.NOT_FOUND)
    assert error.details().startswith("source: there is no 'nowhere'"), error.details()


with grpc.insecure_channel(address) as open_channel:
    globals()[scenario](dict(methods(open_channel)))

"""Learns the gateway's services by reflection alone, then calls them: reflect.py ADDRESS DESCRIPTORS PACKAGE

DESCRIPTORS describes the reflection service of that package, which a client has to know; all else is asked for."""
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

address, descriptors, package = sys.argv[1:4]
pool = descriptor_pool.DescriptorPool()


def message(name):
    descriptor = pool.FindMessageTypeByName(name)
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(pool).GetPrototype(descriptor)


with open(descriptors, "rb") as file:
    for proto in descriptor_pb2.FileDescriptorSet.FromString(file.read()).file:
        pool.AddSerializedFile(proto.SerializeToString())

with grpc.insecure_channel(address) as channel:
    ask = channel.stream_stream(
        f"/{package}.ServerReflection/ServerReflectionInfo",
        request_serializer=message(f"{package}.ServerReflectionRequest").SerializeToString,
        response_deserializer=message(f"{package}.ServerReflectionResponse").FromString)
    request = message(f"{package}.ServerReflectionRequest")
    listed, described, health = ask(iter([
        request(list_services=""), request(file_containing_symbol="tx.v1.Revenue"), request(file_containing_symbol="grpc.health.v1.Health")]))
    names = [service.name for service in listed.list_services_response.service]
    assert "tx.v1.Revenue" in names and "grpc.health.v1.Health" in names, names

    known = set()
    for answer in (described, health):
        files = [descriptor_pb2.FileDescriptorProto.FromString(file) for file in answer.file_descriptor_response.file_descriptor_proto]
        for file in reversed(files):
            if file.name not in known:
                known.add(file.name)
                pool.AddSerializedFile(file.SerializeToString())

    def call(service, method, **fields):
        described = pool.FindServiceByName(service).FindMethodByName(method)
        return channel.unary_unary(
            f"/{service}/{method}",
            request_serializer=message(described.input_type.full_name).SerializeToString,
            response_deserializer=message(described.output_type.full_name).FromString)(message(described.input_type.full_name)(**fields))

    months = call("tx.v1.Revenue", "Months")
    block = months.currencies[0]
    assert (block.currency, block.months[1].revenue, block.months[1].new_percent) == ("EUR", "1000.00", "90.00"), months
    assert len(block.cohorts) == 0 and len(call("tx.v1.Revenue", "Cohorts").currencies[0].cohorts) == 2
    assert call("grpc.health.v1.Health", "Check").status == 1
    try:
        call("tx.v1.Revenue", "Months", source="nowhere")
        raise AssertionError("not refused")
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.NOT_FOUND and "nowhere" in error.details(), error
    try:
        channel.unary_unary("/tx.v1.Nothing/Sing")(b"")
        raise AssertionError("not refused")
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.UNIMPLEMENTED, error

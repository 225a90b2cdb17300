// Command protogen compiles .proto files to Go with nothing installed but Go:
// protocompile parses them, and the generators of protoc-gen-go and
// protoc-gen-go-vtproto run in this process. It is a module of its own so that
// the product's module does not carry a compiler.
//
// Usage: go run . DIR FILE.proto...
//
// DIR is the root that the files are named from; each output is written beside
// its source.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbuild/protocompile"
	_ "github.com/planetscale/vtprotobuf/features/marshal"
	_ "github.com/planetscale/vtprotobuf/features/size"
	_ "github.com/planetscale/vtprotobuf/features/unmarshal"
	"github.com/planetscale/vtprotobuf/generator"
	"google.golang.org/protobuf/cmd/protoc-gen-go/internal_gengo"
	"google.golang.org/protobuf/compiler/protogen"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"
)

const module = "github.com/isochrondb/isochron"

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: protogen DIR FILE.proto...")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "protogen:", err)
		os.Exit(1)
	}
}

func run(dir string, files []string) error {
	compiler := protocompile.Compiler{
		Resolver:       protocompile.WithStandardImports(&protocompile.SourceResolver{ImportPaths: []string{dir}}),
		SourceInfoMode: protocompile.SourceInfoStandard,
	}
	compiled, err := compiler.Compile(context.Background(), files...)
	if err != nil {
		return err
	}
	request := &pluginpb.CodeGeneratorRequest{FileToGenerate: files, Parameter: proto.String("module=" + module)}
	seen := map[string]bool{}
	for _, file := range compiled {
		for i := range file.Imports().Len() {
			add(request, seen, protodesc.ToFileDescriptorProto(file.Imports().Get(i).FileDescriptor))
		}
		add(request, seen, protodesc.ToFileDescriptorProto(file))
	}
	for _, generate := range []func(*protogen.Plugin) error{plain, fast} {
		if err := write(dir, request, generate); err != nil {
			return err
		}
	}
	return nil
}

func add(request *pluginpb.CodeGeneratorRequest, seen map[string]bool, file *descriptorpb.FileDescriptorProto) {
	if !seen[file.GetName()] {
		seen[file.GetName()] = true
		request.ProtoFile = append(request.ProtoFile, file)
	}
}

// plain generates the messages.
func plain(plugin *protogen.Plugin) error {
	plugin.SupportedFeatures = internal_gengo.SupportedFeatures
	for _, file := range plugin.Files {
		if file.Generate {
			internal_gengo.GenerateFile(plugin, file)
		}
	}
	return nil
}

// fast generates marshalling without reflection.
func fast(plugin *protogen.Plugin) error {
	config := &generator.Config{Poolable: generator.NewObjectSet(), PoolableExclude: generator.NewObjectSet()}
	g, err := generator.NewGenerator(plugin, []string{"marshal", "unmarshal", "size"}, config)
	if err != nil {
		return err
	}
	g.Generate()
	return nil
}

func write(dir string, request *pluginpb.CodeGeneratorRequest, generate func(*protogen.Plugin) error) error {
	plugin, err := protogen.Options{}.New(request)
	if err != nil {
		return err
	}
	if err := generate(plugin); err != nil {
		return err
	}
	response := plugin.Response()
	if response.Error != nil {
		return fmt.Errorf("%s", response.GetError())
	}
	for _, file := range response.File {
		name := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(file.GetName(), module+"/")))
		if err := os.WriteFile(name, []byte(file.GetContent()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

#pragma once

#include "schema/schema.h"

#include <initializer_list>

/// A small schema made by hand, with one relationship of each kind:
/// Post 1:1 Author (Post.author, Author.post), Publication 1:N Article (Publication.articles, Article.publication),
/// Post N:N Tag over PostTag (Post.tags, Tag.posts).
namespace relata::sample {

inline Field field(const char *name, ScalarType type = ScalarType::String)
{
    Field field;
    field.name = QString::fromUtf8(name);
    field.column = field.name;
    field.type.scalar = type;
    return field;
}

/// Its key is the first field, a required ID; its second field stands for an instance.
inline Model model(const char *name, std::initializer_list<Field> fields)
{
    Model model;
    model.name = QString::fromUtf8(name);
    model.table = model.name;
    model.fields = fields;
    model.fields.front().required = true;
    model.fields.front().type.scalar = ScalarType::Id;
    model.key = {FieldId(0)};
    model.display = FieldId(1);
    return model;
}

inline Field keyColumn(const char *name)
{
    Field made = field(name, ScalarType::Id);
    made.hidden = true;
    return made;
}

inline Reference reference(ModelId from, int column, ModelId to, DeleteRule rule, bool unique = false)
{
    Reference made;
    made.from = from;
    made.columns = {FieldId(column)};
    made.to = to;
    made.referenced = {FieldId(0)};
    made.rule = rule;
    made.unique = unique;
    return made;
}

inline constexpr ModelId author(0), post(1), tag(2), postTag(3), publication(4), article(5);

inline Schema schema()
{
    Schema schema;
    schema.models = {
        model("Author", {field("id"), field("name")}),
        model("Post",
              {field("id"), field("title"), field("rating", ScalarType::Int), field("body"), keyColumn("authorId")}),
        model("Tag", {field("id"), field("label")}),
        model("PostTag", {field("id"), keyColumn("postId"), keyColumn("tagId")}),
        model("Publication", {field("id"), field("name")}),
        model("Article", {field("id"), field("title"), keyColumn("publicationId")}),
    };
    schema.models[postTag.index()].join = true;
    schema.models[postTag.index()].display = FieldId();
    schema.references = {
        reference(post, 4, author, DeleteRule::Clear, true),
        reference(postTag, 1, post, DeleteRule::Cascade),
        reference(postTag, 2, tag, DeleteRule::Cascade),
        reference(article, 2, publication, DeleteRule::Cascade),
    };

    Relationship written;
    written.name = QStringLiteral("PostAuthor");
    written.kind = RelationshipKind::OneToOne;
    written.source = post;
    written.target = author;
    written.sourceField = QStringLiteral("author");
    written.targetField = QStringLiteral("post");
    written.reference = ReferenceId(0);

    Relationship tagged;
    tagged.name = QStringLiteral("PostTag");
    tagged.kind = RelationshipKind::ManyToMany;
    tagged.source = post;
    tagged.target = tag;
    tagged.sourceField = QStringLiteral("tags");
    tagged.targetField = QStringLiteral("posts");
    tagged.reference = ReferenceId(1);
    tagged.secondReference = ReferenceId(2);
    tagged.through = postTag;

    Relationship published;
    published.name = QStringLiteral("PublicationArticles");
    published.kind = RelationshipKind::OneToMany;
    published.source = publication;
    published.target = article;
    published.sourceField = QStringLiteral("articles");
    published.targetField = QStringLiteral("publication");
    published.reference = ReferenceId(3);

    schema.relationships = {written, tagged, published};
    schema.rebuildEnds(
        {QStringLiteral("author"), QStringLiteral("post"), QStringLiteral("tag"), QStringLiteral("publication")});
    return schema;
}

} // namespace relata::sample
